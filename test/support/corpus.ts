import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDialect } from '../../dialects/index.ts';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import { TsmigError } from '../../src/errors.ts';
import * as tsmig from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { NamingConvention } from '../../src/model/naming.ts';
import type { Operations } from '../../src/operations/op.ts';
import { record } from '../../src/recording/recorder.ts';
import { loadModule } from '../../src/revisions/load.ts';
import { renderOperations } from '../../src/script/compile.ts';
import type { Statement } from '../../src/script/statement.ts';

/** What the corpus expects of one case in one dialect; its README says how to read it. */
export interface Expectation {
  readonly sql?: readonly string[];
  readonly refuses?: string;
  readonly or?: readonly (readonly string[])[];
  readonly mayRefuse?: boolean;
  readonly autocommit?: readonly number[];
}

export interface CorpusCase {
  readonly area: string;
  readonly name: string;
  readonly file: string;
  readonly expected: { readonly [D in DialectName]?: Expectation } & {
    readonly executed?: Readonly<Record<string, string>>;
  };
}

export interface Corpus {
  readonly folder: string;
  readonly cases: readonly CorpusCase[];
  /** The corpus' own comparison: `got` null is a refusal. */
  readonly matches: (entry: Expectation, got: readonly string[] | null, dialect: DialectName) => boolean;
}

/** The servers that the corpus is pinned to. */
const pinnedVersions: Readonly<Record<DialectName, string>> = {
  postgresql: '16',
  mysql: '8.0.36',
  mariadb: '10.11.6',
  sqlite: '3.45',
  mssql: '16',
  oracle: '19',
};

const ownFolder = fileURLToPath(new URL('../conformance/', import.meta.url));

/** Reads the corpus in `TSMIG_CONFORMANCE`, or the copy in this repository. */
export async function readCorpus(folder = process.env.TSMIG_CONFORMANCE || ownFolder): Promise<Corpus> {
  const equal = [join(folder, 'equal.mjs'), join(ownFolder, 'equal.mjs')].find(existsSync) as string;
  const { matches } = (await import(pathToFileURL(equal).href)) as Pick<Corpus, 'matches'>;
  const areas = readdirSync(join(folder, 'expected'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
  const cases = areas.flatMap((area) => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected', `${area}.json`), 'utf8')) as Record<
      string,
      CorpusCase['expected']
    >;
    return Object.entries(expected).map(([name, entry]) => ({
      area,
      name,
      file: join(folder, 'cases', area, `${name}.ts`),
      expected: entry,
    }));
  });
  return { folder, cases, matches };
}

type RevisionFunction = (op: Operations) => void | Promise<void>;

interface CaseModule {
  readonly setup?: RevisionFunction;
  readonly upgrade: RevisionFunction;
  readonly namingConvention?: NamingConvention;
}

/** The statements of a case: those of its `setup`, and those of its `upgrade`. */
export interface RenderedCase {
  readonly setup: readonly Statement[];
  readonly upgrade: readonly Statement[];
  /** The statements that undo `upgrade`; undefined where an operation of it cannot be reversed. */
  readonly downgrade: () => Promise<readonly Statement[] | undefined>;
}

/**
 * Renders a case as a script would have it, for the server that the corpus is pinned to, or another one.
 * What `upgrade` refuses is thrown; a `setup` that is refused is a `SetupFailure`.
 */
export async function renderCase(
  entry: CorpusCase,
  dialectName: DialectName,
  serverVersion = pinnedVersions[dialectName],
): Promise<RenderedCase> {
  const module = (await loadModule(entry.file, { modules: { tsmig } })) as unknown as CaseModule;
  const dialect = await createDialect({ name: dialectName, serverVersion });
  const options = {
    dialect,
    direction: 'upgrade' as const,
    file: entry.file,
    ...(module.namingConvention && { namingConvention: module.namingConvention }),
  };
  const run = async (fn: RevisionFunction, before: typeof emptyCatalog) => {
    const recording = await record(fn, { ...options, before });
    const lowered = dialect.lower(recording.operations, 'upgrade');
    return { ...recording, statements: renderOperations(lowered, dialect) };
  };
  const setup = module.setup
    ? await run(module.setup, emptyCatalog).catch((cause) => {
        throw new SetupFailure(entry, cause);
      })
    : { after: emptyCatalog, statements: [] };
  const upgrade = await run(module.upgrade, setup.after);
  const downgrade = async () => {
    try {
      const reversed = upgrade.operations.toReversed().flatMap(({ operation, before }) => reverse(operation, before));
      return (await run((op) => void reversed.map((operation) => op.invoke(operation)), upgrade.after)).statements;
    } catch (error) {
      // There is no way back (data), or the dialect has none without help (a type's USING).
      if (error instanceof TsmigError && ['operation', 'unsupported'].includes(error.code)) return undefined;
      throw error;
    }
  };
  return { setup: setup.statements, upgrade: upgrade.statements, downgrade };
}

/** The corpus expects every `setup` to render. */
class SetupFailure extends Error {
  constructor(entry: CorpusCase, cause: unknown) {
    super(`setup of ${entry.area}/${entry.name} failed: ${cause instanceof Error ? cause.stack : String(cause)}`, {
      cause,
    });
  }
}
