import type { Node } from 'libpg-query';
import { TsmigError } from '../errors.ts';
import { grammarFacts } from '../parsing/grammar-facts.ts';
import { lexemeAt, lineEnd } from '../parsing/tokens.ts';
import { type DumpStatement, lineCounter } from './statements.ts';

export type {
  AlterSeqStmt,
  AlterTableStmt,
  ColumnDef,
  CommentStmt,
  Constraint,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateSeqStmt,
  CreateStmt,
  DefElem,
  IndexElem,
  IndexStmt,
  Node,
  RangeVar,
  TypeName,
  VariableSetStmt,
} from 'libpg-query';

/** A statement of a dump with PostgreSQL's own tree of it. */
export interface ParsedStatement extends DumpStatement {
  readonly node: Node;
  /** Where in `sql` a location of the tree is, which counts the bytes of the dump. */
  place(location: number): number;
}

const facts = grammarFacts.postgresql;

/**
 * The statements of a dump. The lines of psql itself (`\restrict`) are passed over.
 * @throws TsmigError when PostgreSQL's grammar does not read it, or the package that has it is not installed.
 */
export async function parseDump(text: string, file: string): Promise<ParsedStatement[]> {
  const parse = await loadParser();
  const script = withoutClientLines(text);
  const bytes = Buffer.from(script);
  const lineAt = lineCounter(script);
  const { stmts = [] } = await parse(script).catch((error: unknown) => {
    throw refused(error, file, script, lineAt);
  });
  let [byte, char] = [0, 0];
  /** Statements come in order, so that the text before them is counted once. */
  const charAt = (next: number): number => {
    char += bytes.toString('utf8', byte, next).length;
    byte = next;
    return char;
  };
  return stmts.flatMap(({ stmt: node, stmt_location: location = 0, stmt_len: length }): ParsedStatement[] => {
    if (node === undefined) return [];
    const from = charAt(location);
    const whole = bytes.toString('utf8', location, length ? location + length : bytes.length);
    const lead = leading(whole);
    const sql = whole.slice(lead).trimEnd();
    const start = location + Buffer.byteLength(whole.slice(0, lead));
    const place = (at: number) => bytes.toString('utf8', start, at).length;
    return [{ node, sql, line: lineAt(from + lead), place }];
  });
}

async function loadParser(): Promise<typeof import('libpg-query').parse> {
  try {
    const { loadModule, parse } = await import('libpg-query');
    await loadModule();
    return parse;
  } catch (cause) {
    throw new TsmigError('config', 'the package libpg-query is needed to read a dump of PostgreSQL', {
      hint: 'install it: npm install --save-dev libpg-query@18',
      cause,
    });
  }
}

/** The text with psql's lines blank, so that places stay what they are; in a string such a line is not psql's. */
function withoutClientLines(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const lineStart = at === 0 || text[at - 1] === '\n';
    if (lineStart && text[at] === '\\') {
      const end = lineEnd(text, at);
      parts.push(text.slice(copied, at));
      copied = end;
      at = end;
    } else at = lexemeAt(text, at, facts).end;
  }
  return [...parts, text.slice(copied)].join('');
}

/** How much space and comment stands before a statement. */
function leading(sql: string): number {
  let at = 0;
  while (at < sql.length) {
    const { kind, end } = lexemeAt(sql, at, facts);
    if (kind !== 'space' && kind !== 'comment') break;
    at = end;
  }
  return at;
}

function refused(cause: unknown, file: string, script: string, lineAt: (place: number) => number): TsmigError {
  const details =
    cause instanceof Error && 'sqlDetails' in cause ? (cause.sqlDetails as { cursorPosition?: number }) : {};
  const message = cause instanceof Error ? cause.message : String(cause);
  const line = details.cursorPosition === undefined ? '' : `:${lineAt(details.cursorPosition)}`;
  const hint = /^COPY .* FROM stdin;/m.test(script)
    ? 'it holds rows: write it with pg_dump --schema-only'
    : 'write it with pg_dump --schema-only, in the plain format';
  return new TsmigError('io', `${file}${line}: PostgreSQL does not read this: ${message}`, { hint, cause });
}
