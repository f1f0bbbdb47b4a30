import { TsmigError } from '../errors.ts';
import type { Operation } from '../operations/operation.ts';
import { Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { firstWords } from '../parsing/effect.ts';
import { type Baseline, type DumpOptions, type DumpReader, type Remark, versionTableLeftOut } from './baseline.ts';
import { readIndex } from './sqlite-index.ts';
import { type Created, createdBy, whyLeftOut } from './sqlite-objects.ts';
import { readTable } from './sqlite-table.ts';
import { type DumpStatement, dumpStatements, verbatim } from './statements.ts';

/** What `sqlite3 database .schema` prints. */
export const sqliteDumps: DumpReader = { dialects: ['sqlite'], read: readSqliteDump };

const verbs = new Set(
  'CREATE ALTER DROP PRAGMA BEGIN COMMIT END ROLLBACK SAVEPOINT RELEASE INSERT DELETE UPDATE REPLACE ANALYZE'.split(
    ' ',
  ),
);

/** Reads what `sqlite3 database .schema` prints, in its order, which is one that runs. */
export async function readSqliteDump(text: string, { file, versionTable }: DumpOptions): Promise<Baseline> {
  const statements = dumpStatements(text, 'sqlite').map((statement) => {
    const cursor = new Cursor(statement.sql, 'sqlite');
    requireStatement(cursor, statement, file);
    return { ...statement, cursor, created: createdBy(cursor) };
  });
  if (statements.length === 0) throw refused(`${file}: no statement stands in it`);
  const virtualTables = new Set(
    statements.flatMap(({ created }) => (created?.kind === 'virtualTable' ? [created.name] : [])),
  );
  const operations: Operation[] = [];
  const verbatims: Remark[] = [];
  const leftOut: Remark[] = [];
  for (const { sql, line, cursor, created } of statements) {
    const isOfVersions = created?.kind === 'table' && created.name === versionTable?.name;
    const why = isOfVersions ? versionTableLeftOut : whyLeftOut(cursor, created, virtualTables);
    if (why !== undefined) {
      leftOut.push({ line, sql, why });
      continue;
    }
    const read = readOperation(sql, created);
    operations.push(typeof read === 'string' ? verbatim(sql, 'sqlite') : read);
    if (typeof read === 'string') verbatims.push({ line, sql, why: read });
  }
  return { operations, verbatim: verbatims, leftOut };
}

/** The operation that a statement is, or why there is none. */
function readOperation(sql: string, created: Created | undefined): Operation | string {
  try {
    if (created?.kind === 'table') return { kind: 'createTable', table: readTable(sql), ifNotExists: false };
    if (created?.kind === 'index') return readIndex(sql);
    return 'there is no operation for it';
  } catch (error) {
    if (error instanceof NotUnderstood) return `not read: ${error.message}`;
    throw error;
  }
}

function requireStatement({ tokens }: Cursor, { sql, line }: DumpStatement, file: string): void {
  if (verbs.has(tokens[0]?.upper ?? '') && tokens.at(-1)?.kind !== 'strange') return;
  throw refused(`${file}:${line}: sqlite has no such statement: ${firstWords(sql)}`);
}

function refused(message: string): TsmigError {
  return new TsmigError('io', message, { hint: 'give the output of: sqlite3 database .schema' });
}
