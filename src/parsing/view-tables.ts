import type { TableName } from '../model/expressions.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';
import { words } from './words.ts';

/** Functions whose arguments are divided by FROM. */
const fromFunctions = words('EXTRACT SUBSTRING SUBSTR TRIM OVERLAY POSITION');
/** Words after which a table is named; of triggers' bodies too. */
const queryWords = new Set(['FROM', 'JOIN']);
const bodyWords = new Set([...queryWords, 'INTO', 'UPDATE']);
const notTables = words('SELECT WITH VALUES SET UNNEST JSON_TABLE XMLTABLE ROWS OF');

/**
 * The tables that a query or a trigger's body names after FROM and JOIN (a body also after INTO and UPDATE), once each,
 * from the cursor on. Rather one too many: a table that is named stays as it is, a table that is missed would be rebuilt.
 */
export function tablesIn(cursor: Cursor, what: 'query' | 'body'): readonly TableName[] {
  return new Scan(cursor, what === 'body' ? bodyWords : queryWords).run();
}

class Scan {
  private readonly tokens: readonly Token[];
  private readonly words: ReadonlySet<string>;
  private readonly first: number;
  private readonly found = new Map<string, TableName>();
  /** Names of WITH, and from which token on they stand for its query. */
  private readonly queries = new Map<string, number>();
  /** What each open parenthesis is: whether of a function that divides its arguments by FROM, and whether it lists tables. */
  private readonly open: { readonly divides: boolean; listing: boolean }[] = [{ divides: false, listing: false }];

  constructor(cursor: Cursor, words: ReadonlySet<string>) {
    this.tokens = cursor.tokens;
    this.first = cursor.at;
    this.words = words;
    this.findQueries();
  }

  run(): readonly TableName[] {
    for (let at = this.first; at < this.tokens.length; at++) this.token(at);
    return [...this.found.values()];
  }

  private token(at: number): void {
    const token = this.tokens[at];
    const level = this.open.at(-1);
    if (token === undefined || level === undefined) return;
    if (isSign(token, '(')) {
      const before = this.tokens[at - 1];
      this.open.push({ divides: fromFunctions.has(before?.upper ?? ''), listing: level.listing && isSource(before) });
      if (level.listing && isSource(before)) this.name(at + 1);
    } else if (isSign(token, ')') && this.open.length > 1) this.open.pop();
    else if (isSign(token, ',') && level.listing) this.name(at + 1);
    else if (this.words.has(token.upper)) {
      if (level.divides || isDistinctFrom(this.tokens, at) || this.tokens[at - 1]?.upper === 'KEY') return;
      level.listing = true;
      this.name(at + 1);
    } else if (endsList.has(token.upper)) level.listing = false;
  }

  /** Notes the table whose name starts at a token. */
  private name(start: number): void {
    let at = start;
    while (skipped.has(this.tokens[at]?.upper ?? '')) at++;
    const first = this.tokens[at];
    if (!isName(first) || notTables.has(first.upper)) return;
    const second = isSign(this.tokens[at + 1], '.') ? this.tokens[at + 2] : undefined;
    const end = at + (isName(second) ? 3 : 1);
    // A name before a parenthesis is a function, but in INSERT INTO t (columns).
    if (isSign(this.tokens[end], '(') && this.tokens[start - 1]?.upper !== 'INTO') return;
    const table: TableName = isName(second) ? { schema: first.value, name: second.value } : { name: first.value };
    const query = table.schema === undefined ? this.queries.get(table.name) : undefined;
    if (query !== undefined && at > query) return;
    this.found.set(`${table.schema ?? ''}\0${table.name}`, table);
  }

  /** `WITH a AS (…), b (x) AS MATERIALIZED (…)`: `a` stands for its query after it, in a recursive one also within. */
  private findQueries(): void {
    const recursive = this.tokens.some((token) => token.upper === 'RECURSIVE');
    for (let at = this.first; at < this.tokens.length; at++) {
      if (this.tokens[at]?.upper !== 'AS') continue;
      let open = at + 1;
      while (['NOT', 'MATERIALIZED'].includes(this.tokens[open]?.upper ?? '')) open++;
      const named = this.beforeColumns(at - 1);
      const name = this.tokens[named];
      const before = this.tokens[named - 1];
      const follows = before?.upper === 'WITH' || before?.upper === 'RECURSIVE' || isSign(before, ',');
      if (!isSign(this.tokens[open], '(') || !isName(name) || !follows) continue;
      this.queries.set(name.value, recursive ? this.first : this.closing(open));
    }
  }

  private beforeColumns(at: number): number {
    if (!isSign(this.tokens[at], ')')) return at;
    let open = at;
    while (open > this.first && !isSign(this.tokens[open], '(')) open--;
    return open - 1;
  }

  private closing(open: number): number {
    let depth = 0;
    for (let at = open; at < this.tokens.length; at++) {
      if (isSign(this.tokens[at], '(')) depth++;
      if (isSign(this.tokens[at], ')') && --depth === 0) return at;
    }
    return this.tokens.length;
  }
}

const skipped = words('ONLY LATERAL TABLE OR REPLACE IGNORE ABORT ROLLBACK FAIL');
const endsList = words('WHERE GROUP ORDER HAVING LIMIT UNION EXCEPT INTERSECT WINDOW SELECT SET VALUES FETCH');

type Name = Token & { readonly value: string };

function isName(token: Token | undefined): token is Name {
  return (token?.kind === 'word' || token?.kind === 'quoted') && token.value !== undefined;
}
function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'punctuation' && token.text === sign;
}
/** Whether a parenthesis after this token groups tables: `FROM (a JOIN b …)`. */
function isSource(token: Token | undefined): boolean {
  return token !== undefined && (queryWords.has(token.upper) || isSign(token, ',') || isSign(token, '('));
}
/** `a IS DISTINCT FROM b`. */
function isDistinctFrom(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.upper === 'FROM' &&
    tokens[at - 1]?.upper === 'DISTINCT' &&
    /^(IS|NOT)$/.test(tokens[at - 2]?.upper ?? '')
  );
}
