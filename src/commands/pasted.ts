import { TsmigError } from '../errors.ts';
import { idProblem } from '../revisions/exports.ts';

/**
 * The version rows in the result of `select version_num from alembic_version`, as psql, mysql, mariadb, sqlite3, sqlcmd and
 * SQL*Plus print it, with headings or without, also with the prompt and the query before it. None: the table is empty.
 *
 * @throws TsmigError `usage` when there is something else in it, or when it is no result at all.
 */
export function pastedRows(text: string): readonly string[] {
  const rows: string[] = [];
  let isResult = false;
  let counted: number | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\f]/)) {
    const content = line.replace(prompt, '').trim();
    if (content === '' || isAside(content)) continue;
    const count = rowCount(content);
    if (count !== undefined) counted = count;
    isResult = true;
    if (count !== undefined || isFrame(content)) continue;
    const cell = content.replace(/^[|│║]\s*|\s*[|│║]$/g, '').replace(/^version_num\s*[|│║:=]\s*/i, '');
    if (/^version_num$/i.test(cell)) continue;
    rows.push(revisionId(cell));
  }
  if (!isResult) throw noResult();
  if (counted !== undefined && counted !== rows.length) {
    throw new TsmigError('usage', `the result says that it has ${counted} rows, and there are ${rows.length}`, {
      hint: `take over all of it, from the heading to the row count; ${remedy}`,
    });
  }
  return rows;
}

const remedy = 'it is to be what the client prints of: select version_num from alembic_version';

/** What clients print before what one types: `shop=#`, `mysql>`, `MariaDB [shop]>`, `sqlite>`, `SQL>`, `1>`. */
const prompt = /^\s*(?:\S+=[#>]|\S+ \[\S+\]>|[\w-]+>)(?=\s|$)/;

/** The query itself, sqlcmd's word for running it, mysql's last one, and how long it took. */
function isAside(line: string): boolean {
  return (
    /^select\b.*\bfrom\b/i.test(line) || /^(?:go|bye)$/i.test(line) || /^(?:Time|Elapsed): [\d:.]+(?: ms)?/.test(line)
  );
}

/** How many rows a client says that there are; undefined: the line says something else. */
function rowCount(line: string): number | undefined {
  if (/^(?:Empty set\b|no rows selected$)/.test(line)) return 0;
  const [, number] =
    /^\((\d+) rows?(?: affected)?\)$/.exec(line) ??
    /^(\d+) rows? in set\b/.exec(line) ??
    /^(\d+) rows? selected\.?$/.exec(line) ??
    [];
  return number === undefined ? undefined : Number(number);
}

/** The lines around headings and rows; and what stands over a row where each column has its own line. */
function isFrame(line: string): boolean {
  return /^[-+=|:\s\u2500-\u257F]+$/.test(line.replace(/\[ RECORD \d+ \]/, '')) || /^\*+ \d+\. row \*+$/.test(line);
}

function revisionId(word: string): string {
  if (idProblem(word) === undefined) return word;
  throw new TsmigError('usage', `'${word}' is neither a revision id nor part of a table`, { hint: remedy });
}

/** Some clients print nothing for an empty table; but a query that failed looks the same. */
function noResult(): TsmigError {
  return new TsmigError('usage', 'there is no result: nothing but blanks was read from standard input', {
    hint: `${remedy}; if that printed nothing because the table is empty, say --from base`,
  });
}
