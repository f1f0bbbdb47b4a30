import { createDialect } from '../dialects/index.ts';
import { emptyCatalog } from './catalog/catalog.ts';
import type { DialectName } from './model/dialect-options.ts';
import type { NamingConvention } from './model/naming.ts';
import type { Operations } from './operations/op.ts';
import { record } from './recording/recorder.ts';
import { renderOperations } from './script/compile.ts';

type RevisionFunction = (op: Operations) => void | Promise<void>;

export interface RenderOptions {
  readonly dialect: DialectName;
  /** The server's version, such as `'16'`; the dialect's default without it. */
  readonly serverVersion?: string;
  /** What runs first, in the same catalog, and is not rendered: the upgrades of the revisions before. */
  readonly after?: readonly RevisionFunction[];
  /** What `revision` is: matters where tsmig drops types by itself. Default `'upgrade'`. */
  readonly direction?: 'upgrade' | 'downgrade';
  readonly namingConvention?: NamingConvention;
  readonly xArgs?: Readonly<Record<string, string>>;
}

/**
 * Renders one revision function for a dialect, as the script would have it.
 * @returns the statements in order, without terminators, frame and version rows.
 * @throws TsmigError the refusal that the command line would show.
 * @example expect(await render(upgrade, { dialect: 'sqlite', after: [setup] })).toEqual(['DROP TABLE account']);
 */
export async function render(revision: RevisionFunction, options: RenderOptions): Promise<string[]> {
  const dialect = await createDialect({
    name: options.dialect,
    ...(options.serverVersion !== undefined && { serverVersion: options.serverVersion }),
  });
  const shared = {
    dialect,
    ...(options.namingConvention && { namingConvention: options.namingConvention }),
    ...(options.xArgs && { xArgs: options.xArgs }),
  };
  let before = emptyCatalog;
  for (const setup of options.after ?? []) {
    before = (await record(setup, { ...shared, before, direction: 'upgrade' })).after;
  }
  const direction = options.direction ?? 'upgrade';
  const { operations } = await record(revision, { ...shared, before, direction });
  return renderOperations(dialect.lower(operations, direction), dialect).map((statement) => statement.sql);
}
