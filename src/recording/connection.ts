import { TsmigError } from '../errors.ts';
import { checkType } from '../model/arguments.ts';
import type { DataType } from '../model/types.ts';
import type { RecordingConnection, Session } from '../operations/context.ts';
import type { Operations } from '../operations/op.ts';
import { resolveType } from '../operations/resolve.ts';

/** What the connection needs of the recorder. */
interface Recorder {
  readonly session: Pick<Session, 'dialect' | 'call' | 'record'>;
  /** Whether the history has a named type. */
  readonly knowsType: (type: DataType) => boolean;
  readonly execute: Operations['execute'];
}

/** The connection of `op.getBind()`: it records, and refuses to be asked for rows. */
export function createConnection({ session, knowsType, execute }: Recorder): RecordingConnection {
  const refuse = (member: string): never =>
    session.call('getBind', () => {
      throw new TsmigError(
        'operation',
        `the connection cannot be asked for ${member}: tsmig writes a script, there is no database behind it`,
        {
          hint: 'write it as one statement (INSERT … SELECT, UPDATE … FROM), or ask the replayed schema with op.inspect()',
        },
      );
    });
  const change = (kind: 'createType' | 'dropType', given: DataType, checkFirst: boolean): void =>
    session.call(kind, () => {
      const type = resolveType(checkType(kind, 'the type', given), session.dialect.name);
      // What is checked first is checked now: the script must be the same whatever the database holds.
      if (checkFirst && knowsType(type) === (kind === 'createType')) return;
      session.record({ kind, type, checkFirst, implicit: false });
    });
  const connection: RecordingConnection = {
    dialect: session.dialect.name,
    createType: (type, { checkFirst }) => change('createType', type, checkFirst),
    dropType: (type, { checkFirst }) => change('dropType', type, checkFirst),
    execute: (statement) => {
      execute(statement as Parameters<Operations['execute']>[0]);
      return refusing({}, (member) => refuse(`the result's ${member}`));
    },
  };
  return refusing(connection, refuse);
}

/** An object whose members are those of `target`: reading any other is refused. A promise and a printer may look at it. */
function refusing<T extends object>(target: T, refuse: (member: string) => never): T {
  return new Proxy(target, {
    get: (of, member) => {
      if (Object.hasOwn(of, member)) return Reflect.get(of, member);
      if (member === Symbol.iterator || member === Symbol.asyncIterator) return refuse('rows');
      if (typeof member === 'symbol' || ['then', 'toJSON', 'constructor', 'asymmetricMatch'].includes(member))
        return undefined;
      return refuse(member);
    },
  });
}
