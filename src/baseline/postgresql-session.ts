import type { Node, ParsedStatement, VariableSetStmt } from './postgresql-parser.ts';

/** What pg_dump sets before it says anything of the schema, and what has no effect on the schema with that value. */
const harmless: Readonly<Record<string, RegExp>> = {
  statement_timeout: /./,
  lock_timeout: /./,
  idle_in_transaction_session_timeout: /./,
  transaction_timeout: /./,
  client_encoding: /^UTF8$/i,
  standard_conforming_strings: /^on$/i,
  xmloption: /./,
  client_min_messages: /./,
  row_security: /./,
  default_tablespace: /^$/,
  default_table_access_method: /^heap$/i,
  default_with_oids: /^false$/i,
};

/**
 * Why a statement of pg_dump's session may be left out; undefined: it must stay. A setting that stood with another value
 * before stays too.
 * @param kept the names of the settings that stay.
 */
export function leftOutOfSession(
  statement: ParsedStatement,
  makesFunctions: boolean,
  kept: Set<string>,
): string | undefined {
  const { node } = statement;
  if ('SelectStmt' in node) {
    const searchPath = /^SELECT pg_catalog\.set_config\('search_path', '', false\)$/.test(statement.sql);
    return searchPath ? 'names stand without the schema public' : undefined;
  }
  if (!('VariableSetStmt' in node)) return undefined;
  const { name = '' } = node.VariableSetStmt;
  // A function in SQL may name tables that come after it.
  const leaves = name === 'check_function_bodies' ? !makesFunctions : harmless[name]?.test(value(node.VariableSetStmt));
  if (leaves === true && !kept.has(name)) return 'a setting of the session of pg_dump';
  kept.add(name);
  return undefined;
}

function value({ args = [] }: VariableSetStmt): string {
  return args.map(constant).join(',');
}

function constant(node: Node): string {
  if (!('A_Const' in node)) return '?';
  const { sval, ival, boolval } = node.A_Const;
  if (sval !== undefined) return sval.sval ?? '';
  if (boolval !== undefined) return String(boolval.boolval ?? false);
  return ival === undefined ? '?' : String(ival.ival ?? 0);
}
