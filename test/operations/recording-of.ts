import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { NamingConvention } from '../../src/model/naming.ts';
import type { Operations } from '../../src/operations/op.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Recording } from '../../src/recording/recorded.ts';
import { record } from '../../src/recording/recorder.ts';

type RevisionFunction = (op: Operations) => void | Promise<void>;

interface Given {
  readonly dialect?: DialectName;
  readonly after?: RevisionFunction;
  readonly namingConvention?: NamingConvention;
  readonly revision?: string;
  readonly file?: string;
  readonly xArgs?: Readonly<Record<string, string>>;
  readonly tag?: string;
}

/** Records a revision's function, after another one in the same history. */
export async function recordingOf(
  fn: RevisionFunction,
  { dialect = 'postgresql', after, ...rest }: Given = {},
): Promise<Recording> {
  const options = {
    ...rest,
    dialect: { name: dialect, serverVersion: '16', maxIdentifierLength: 63 },
    direction: 'upgrade' as const,
  };
  const before = after === undefined ? emptyCatalog : (await record(after, { ...options, before: emptyCatalog })).after;
  return record(fn, { ...options, before });
}

/** The operations that a revision's function asks for. */
export async function operationsOf(fn: RevisionFunction, given?: Given): Promise<Operation[]> {
  return (await recordingOf(fn, given)).operations.map(({ operation }) => operation);
}

/** The error that recording a revision's function ends with. */
export async function refusalOf(fn: RevisionFunction, given?: Given): Promise<TsmigError> {
  try {
    await recordingOf(fn, given);
  } catch (error) {
    if (error instanceof TsmigError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
