import type { Expression, TableName } from '../model/expressions.ts';
import { Cursor } from '../parsing/cursor.ts';
import type { DefElem, Node, ParsedStatement, RangeVar } from './postgresql-parser.ts';

/** Thrown inside the reader where a statement says what no operation can: it then goes in verbatim, for this reason. */
export class NotExpressible extends Error {}

/** Refuses what a node says beyond `known`, so that no clause is lost. */
export function only<T extends object>(node: T, known: readonly (keyof T)[], what: string): void {
  const stranger = Object.keys(node).find((key) => !known.includes(key as keyof T));
  if (stranger !== undefined) throw new NotExpressible(`${what} has more than an operation can say (${stranger})`);
}

/** What stands there; nothing is not expressible. */
export function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotExpressible(`${what} is missing`);
  return value;
}

export function strings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map((node) => {
    if ('String' in node) return node.String.sval ?? '';
    throw new NotExpressible('a name was expected');
  });
}

/** Names with their schema, as operations have them: none for `public`. */
export function qualified(path: readonly string[]): TableName {
  const [schema, name] = path.length === 1 ? [undefined, path[0]] : path;
  if (name === undefined || path.length > 2) throw new NotExpressible('a name of three parts');
  return { name, ...(schema !== undefined && schema !== 'public' && { schema }) };
}

export function relationName(relation: RangeVar | undefined): TableName {
  const { schemaname, relname } = need(relation, 'the name of a table');
  return qualified(schemaname === undefined ? [relname ?? ''] : [schemaname, relname ?? '']);
}

export function definitions(nodes: readonly Node[] | undefined): DefElem[] {
  return (nodes ?? []).map((node) => {
    if ('DefElem' in node) return node.DefElem;
    throw new NotExpressible('an option was expected');
  });
}

/** Storage parameters, `WITH (fillfactor='70')`, as the option `with` has them. */
export function storageParameters(nodes: readonly Node[] | undefined): Record<string, string | number> | undefined {
  if (nodes === undefined) return undefined;
  return Object.fromEntries(
    definitions(nodes).map(({ defnamespace, defname = '', arg }) => {
      const name = defnamespace === undefined ? defname : `${defnamespace}.${defname}`;
      const value = textOf(arg);
      if (!/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(name) || !/^-?[\w.]+$/.test(value))
        throw new NotExpressible(`the storage parameter ${name}`);
      if (value.startsWith('-') && String(Number(value)) !== value)
        throw new NotExpressible(`the storage parameter ${name}`);
      return [name, String(Number(value)) === value ? Number(value) : value];
    }),
  );
}

/** A number or text of an option. */
export function textOf(node: Node | undefined): string {
  if (node === undefined) throw new NotExpressible('an option without a value');
  if ('String' in node) return node.String.sval ?? '';
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Float' in node) return node.Float.fval ?? '0';
  if ('TypeName' in node && node.TypeName.names?.length === 1) return strings(node.TypeName.names).join('');
  throw new NotExpressible('an option of another kind');
}

/** A cursor on a statement's text, before the token that stands at a location of its tree. */
export function cursorAt(statement: ParsedStatement, location: number | undefined): Cursor {
  const cursor = new Cursor(statement.sql, 'postgresql');
  const place = statement.place(location ?? 0);
  const at = cursor.tokens.findIndex((token) => token.start >= place);
  cursor.at = at < 0 ? cursor.end : at;
  return cursor;
}

/** SQL as it stands in the dump, but for parentheses around all of it. */
export function raw(text: string): Expression {
  return { kind: 'raw', text: bare(text) };
}

/** SQL without the parentheses that stand around all of it. */
export function bare(text: string): string {
  const cursor = new Cursor(text, 'postgresql');
  if (!cursor.seesSign('(')) return text;
  cursor.skipParentheses();
  return cursor.done ? bare(cursor.textBetween(1, cursor.at - 1)) : text;
}

/** Moves before the next comma, or the end of the list, whatever stands in parentheses and brackets. */
export function skipElement(cursor: Cursor): void {
  while (!cursor.done && !cursor.seesSign(',') && !cursor.seesSign(')')) {
    if (cursor.takesSign('[')) skipBrackets(cursor);
    else cursor.skipItem();
  }
}

/** `ARRAY[1, 2]`, `integer[]`. */
function skipBrackets(cursor: Cursor): void {
  while (!cursor.takesSign(']')) {
    if (cursor.takesSign('[')) skipBrackets(cursor);
    else cursor.skipItem();
  }
}
