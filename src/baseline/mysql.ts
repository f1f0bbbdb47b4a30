import { TsmigError } from '../errors.ts';
import type { DialectName } from '../model/dialect-options.ts';
import type { TableName } from '../model/expressions.ts';
import type { Operation } from '../operations/operation.ts';
import { Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { firstWords } from '../parsing/effect.ts';
import { type Baseline, type DumpOptions, type DumpReader, type Remark, versionTableLeftOut } from './baseline.ts';
import { executed } from './mysql-executable.ts';
import { type Created, createdBy, orderViews } from './mysql-objects.ts';
import { isUnusualMode, modeSetBy, whyLeftOut } from './mysql-session.ts';
import { readTable } from './mysql-table.ts';
import { dumpStatements, verbatim } from './statements.ts';

/** Dumps of `mariadb-dump --no-data` and `mysqldump --no-data`. */
export const mysqlDumps: DumpReader = { dialects: ['mysql', 'mariadb'], read: readMysqlDump };

/**
 * Reads what `mariadb-dump --no-data` or `mysqldump --no-data` writes: the tables in their order, the foreign keys that
 * refer to later ones, then routines and triggers, and the views, each after those that it is made of.
 */
export async function readMysqlDump(
  text: string,
  { file, dialect: { name }, versionTable }: DumpOptions,
): Promise<Baseline> {
  const statements = statementsOf(text, name, file);
  const reading = new Reading(name, statements, versionTable);
  for (const statement of statements) reading.read(statement);
  return reading.baseline();
}

interface Statement {
  /** As it stands in the dump. */
  readonly sql: string;
  readonly line: number;
  /** As it is executed, where that can be told. */
  readonly text: string;
  readonly cursor: Cursor;
  readonly created: Created | undefined;
}

function statementsOf(text: string, dialect: DialectName, file: string): Statement[] {
  const statements = dumpStatements(text, dialect).map(({ sql, line }) => {
    const plain = executed(sql, dialect) ?? sql;
    const cursor = new Cursor(plain, dialect);
    if (cursor.tokens.length > 0 && !isStatement(cursor)) {
      throw new TsmigError('io', `${file}:${line}: ${dialect} has no such statement: ${firstWords(sql)}`, {
        hint: 'give the output of mariadb-dump --no-data or mysqldump --no-data',
      });
    }
    return { sql, line, text: plain, cursor, created: createdOf(cursor) };
  });
  if (statements.length > 0) return statements;
  throw new TsmigError('io', `${file}: no statement stands in it`, {
    hint: 'give the output of mariadb-dump --no-data or mysqldump --no-data',
  });
}

const verbs = new Set(
  'CREATE ALTER DROP SET USE DO INSERT REPLACE LOCK UNLOCK START BEGIN COMMIT FLUSH CHANGE GRANT RENAME CALL INSTALL DELIMITER'.split(
    ' ',
  ),
);

/** Whether it begins as a statement does, and is closed. */
function isStatement({ tokens }: Cursor): boolean {
  const last = tokens.at(-1);
  const isOpen = last?.kind === 'strange' && !last.text.startsWith('/*');
  return (verbs.has(tokens[0]?.upper ?? '') || /^\/\*M?!/.test(tokens[0]?.text ?? '')) && !isOpen;
}

function createdOf(cursor: Cursor): Created | undefined {
  try {
    return createdBy(cursor);
  } catch (error) {
    if (error instanceof NotUnderstood) return { kind: 'other' };
    throw error;
  }
}

interface View {
  readonly name: string;
  readonly cursor: Cursor;
  readonly statement: Statement;
}

/** What has been read of a dump. */
class Reading {
  private readonly dialect: DialectName;
  private readonly versionTable: TableName | undefined;
  private readonly tables: Operation[] = [];
  private readonly keys: Operation[] = [];
  private readonly rest: Operation[] = [];
  private readonly views: View[] = [];
  private readonly made = new Set<string>();
  private readonly remarks: Remark[] = [];
  private readonly leftOut: Remark[] = [];
  private mode: string | null = null;
  /** What makes each view in the end: the first time only holds its place. */
  private readonly madeLast: ReadonlyMap<string, Statement>;

  constructor(dialect: DialectName, statements: readonly Statement[], versionTable: TableName | undefined) {
    this.dialect = dialect;
    this.versionTable = versionTable;
    this.madeLast = new Map(
      statements.flatMap((one) => (one.created?.kind === 'view' ? [[one.created.name, one] as const] : [])),
    );
  }

  read(statement: Statement): void {
    const { cursor, created, sql, line, text } = statement;
    this.mode = modeSetBy(text) === undefined ? this.mode : (modeSetBy(text) ?? null);
    const isOfVersions = created?.kind === 'table' && created.name === this.versionTable?.name;
    const why = isOfVersions ? versionTableLeftOut : whyLeftOut(cursor);
    if (why !== undefined) {
      this.leftOut.push({ line, sql, why });
      return;
    }
    if (created?.kind === 'view') {
      if (this.madeLast.get(created.name) !== statement)
        this.leftOut.push({ line, sql, why: 'it holds the place of a view' });
      else this.views.push({ name: created.name, cursor, statement });
    } else if (created?.kind === 'table') this.readTable(statement, created.name);
    else if (created?.kind === 'routine') {
      this.rest.push(...this.inMode(verbatim(text, this.dialect), statement));
      this.remark(statement, 'what has a body is kept as it is');
    } else {
      const list = created === undefined && text.startsWith('GRANT') ? this.rest : this.tables;
      list.push(verbatim(text, this.dialect));
      this.remark(statement, 'there is no operation for it');
    }
  }

  baseline(): Baseline {
    const views = orderViews(this.views);
    for (const { statement } of views) this.remark(statement, 'there is no operation for a view');
    return {
      operations: [
        ...this.tables,
        ...this.keys,
        ...this.rest,
        ...views.map(({ statement }) => verbatim(statement.text, this.dialect)),
      ],
      verbatim: this.remarks.toSorted((a, b) => a.line - b.line),
      leftOut: this.leftOut,
    };
  }

  private readTable(statement: Statement, name: string): void {
    const { sql, line } = statement;
    if (this.madeLast.has(name)) {
      // Older dumps hold the place of a view by a table.
      this.leftOut.push({ line, sql, why: 'it holds the place of a view' });
      return;
    }
    try {
      const { table, foreignKeys, counter } = readTable(sql, this.dialect);
      this.made.add(name);
      const [back, forth] = parted(foreignKeys, ({ references }) => this.isThere(references.table));
      const constraints = [...table.constraints.filter((one) => one.kind !== 'check'), ...back];
      const checks = table.constraints.filter((one) => one.kind === 'check');
      this.tables.push({
        kind: 'createTable',
        table: { ...table, constraints: [...constraints, ...checks] },
        ifNotExists: false,
      });
      for (const constraint of forth)
        this.keys.push({ kind: 'createForeignKey', table: { name: table.name }, constraint });
      if (counter !== undefined)
        this.leftOut.push({ line, sql: counter, why: 'where a counter stands is no part of the schema' });
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.verbatimTable(statement, name, error.message);
    }
  }

  /** A table of another database is there. */
  private isThere({ name, schema }: TableName): boolean {
    return schema !== undefined || this.made.has(name);
  }

  /** With foreign keys to what comes later it can be made only while they are not checked. */
  private verbatimTable(statement: Statement, name: string, why: string): void {
    this.made.add(name);
    const { tokens } = statement.cursor;
    const isEarly = tokens.some(({ upper }, at) => {
      const [referred, dot] = [tokens[at + 1]?.value, tokens[at + 2]?.text];
      return upper === 'REFERENCES' && referred !== undefined && dot !== '.' && !this.made.has(referred);
    });
    const create = verbatim(statement.sql, this.dialect);
    if (isEarly) {
      const unchecked = verbatim('SET foreign_key_checks = 0', this.dialect);
      this.tables.push(unchecked, create, verbatim('SET foreign_key_checks = 1', this.dialect));
    } else this.tables.push(create);
    this.remark(statement, `not read: ${why}`);
  }

  private inMode(operation: Operation, { line }: Statement): Operation[] {
    if (this.mode === null || !isUnusualMode(this.mode)) return [operation];
    const sql = `SET sql_mode = '${this.mode}'`;
    this.remarks.push({ line, sql, why: 'what follows is kept with this mode' });
    return [
      verbatim('SET @saved_sql_mode = @@sql_mode', this.dialect),
      verbatim(sql, this.dialect),
      operation,
      verbatim('SET sql_mode = @saved_sql_mode', this.dialect),
    ];
  }

  private remark({ line, sql }: Statement, why: string): void {
    this.remarks.push({ line, sql, why });
  }
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
