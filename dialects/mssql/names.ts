import { TsmigError } from '../../src/errors.ts';
import type { TableName } from '../../src/model/expressions.ts';

/** The parts of a table's name: database and schema, where they are said, and its own. */
export function tablePath({ schema, name }: TableName): readonly string[] {
  return [...(schema === undefined ? [] : schemaParts(schema)), name];
}

/** Refuses a name that the server would cut, or in which a client would read something of its own. */
export function checkName(name: string): void {
  if (name.length > 128) throw refusal(name, 'it is longer than 128 UTF-16 units', 'shorten it');
  if (/[\r\n]|\$\(/.test(name)) {
    throw refusal(name, 'sqlcmd reads commands at line breaks, and variables at $(', 'name it otherwise');
  }
}

/** Procedures and catalog views are those of the database that the script runs in. */
export function refuseOtherDatabase(table: TableName, what: string): void {
  const path = tablePath(table);
  if (path.length < 3) return;
  throw new TsmigError('unsupported', `mssql cannot ${what} ${path.join('.')}: it is in another database`, {
    hint: 'run it in that database, without its name',
  });
}

/** `otherdb.dbo` is two names; `[my.schema]` is one. */
function schemaParts(schema: string): string[] {
  const parts = [...schema.matchAll(/\[((?:[^\]]|\]\])+)\](?=\.|$)|([^.[\]]+)(?=\.|$)/g)];
  if (parts.map(([text]) => text).join('.') !== schema) return [schema];
  return parts.map(([, bracketed, plain]) => bracketed?.replaceAll(']]', ']') ?? plain ?? '');
}

function refusal(name: string, why: string, hint: string): TsmigError {
  const shown = JSON.stringify(name.length > 140 ? `${name.slice(0, 140)}…` : name);
  return new TsmigError('unsupported', `mssql cannot take the name ${shown}: ${why}`, { hint });
}
