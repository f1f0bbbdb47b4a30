import type { TableName } from '../model/expressions.ts';
import type { ConstraintType, Operation, SqlEffect } from '../operations/operation.ts';
import { addColumnAction, alterColumnAction, modifyColumn } from './alter-column.ts';
import { readConstraint, seesConstraint } from './constraint-definition.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { hidesStatement, none, opaque, opaqueTables, operations } from './effect.ts';
import { words } from './words.ts';

/** What the actions of one ALTER TABLE add up to. */
export interface Actions {
  readonly table: TableName;
  readonly operations: Operation[];
  /** CASCADE took along what only the server knows. */
  cascades: boolean;
}

/** Actions that leave what the catalog knows as it is, by their first words; what follows up to a comma belongs to them. */
const harmless = [
  'ENABLE, DISABLE, FORCE, NO FORCE, OWNER TO, VALIDATE CONSTRAINT, CLUSTER ON, REPLICA IDENTITY, SET TABLESPACE',
  'SET LOGGED, SET UNLOGGED, SET WITHOUT, SET ACCESS, RESET, ATTACH PARTITION, DETACH PARTITION, ENGINE',
  'AUTO_INCREMENT, ALGORITHM, LOCK, ROW_FORMAT, REBUILD, NOCHECK CONSTRAINT, CHECK CONSTRAINT',
  'WITH CHECK CHECK CONSTRAINT, SWITCH, CACHE, NOCACHE, PARALLEL, NOPARALLEL, LOGGING, NOLOGGING, ANALYZE, SHRINK',
].flatMap((line) => line.split(', ').map((action) => action.split(' ')));

/** What follows ALTER TABLE: all of its actions are read, or the table is hidden. */
export function alterTable(cursor: Cursor): readonly SqlEffect[] {
  cursor.takes('IF', 'EXISTS');
  cursor.takes('ONLY');
  const table = cursor.tableName();
  cursor.takesSign('*');
  if (hidesStatement(cursor)) return opaque(cursor.sql);
  const start = cursor.at;
  const actions: Actions = { table, operations: [], cascades: false };
  try {
    cursor.list(() => action(cursor, actions));
    cursor.needsEnd();
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    cursor.at = start;
    return notRead(cursor, table);
  }
  const effects = actions.operations.length === 0 && !actions.cascades ? none : operations(...actions.operations);
  return actions.cascades ? [...effects, ...opaque(cursor.sql)] : effects;
}

/** The table; with a new name or schema, also the table that it becomes. CASCADE reaches further than one table. */
function notRead(cursor: Cursor, table: TableName): readonly SqlEffect[] {
  if (cursor.facts.dropCascades && cursor.mentions(new Set(['CASCADE'])) && cursor.mentions(new Set(['DROP'])))
    return opaque(cursor.sql);
  for (; !cursor.done; cursor.at++) {
    const renamed = cursor.takes('RENAME', 'TO') || cursor.takes('RENAME', 'AS');
    if (renamed) return opaqueTables(cursor, table, cursor.tableName());
    if (cursor.takes('SET', 'SCHEMA')) return opaqueTables(cursor, table, { schema: cursor.name(), name: table.name });
    if (cursor.sees('TRANSFER') || cursor.sees('EXCHANGE')) return opaque(cursor.sql);
    // A RENAME without TO names the new table right away.
    if (
      cursor.sees('RENAME') &&
      !/^(COLUMN|CONSTRAINT|INDEX|KEY)$/.test(cursor.peek(1)?.upper ?? '') &&
      cursor.peek(2)?.upper !== 'TO'
    ) {
      cursor.at++;
      return opaqueTables(cursor, table, cursor.tableName());
    }
  }
  return opaqueTables(cursor, table);
}

function action(cursor: Cursor, actions: Actions): void {
  if (cursor.takes('RENAME')) rename(cursor, actions);
  else if (cursor.takes('WITH', 'CHECK', 'ADD') || cursor.takes('WITH', 'NOCHECK', 'ADD') || cursor.takes('ADD'))
    add(cursor, actions);
  else if (cursor.takes('DROP')) drop(cursor, actions);
  else if (cursor.takes('ALTER')) alterColumnAction(cursor, actions);
  else if (cursor.facts.databaseIsSchema && cursor.takes('MODIFY')) {
    cursor.takes('COLUMN');
    const column = cursor.name();
    modifyColumn(cursor, actions, column, column);
  } else if (cursor.facts.databaseIsSchema && cursor.takes('CHANGE')) {
    cursor.takes('COLUMN');
    modifyColumn(cursor, actions, cursor.name(), cursor.name());
  } else if (harmless.some((words) => cursor.sees(...words)) || (cursor.sees('SET') && cursor.peek(1)?.text === '('))
    cursor.skipToComma();
  else throw new NotUnderstood('an action');
}

function rename(cursor: Cursor, { table, operations: list }: Actions): void {
  if (cursor.takesOneOf('TO', 'AS') !== undefined) {
    const to = cursor.tableName();
    if (to.schema !== undefined && to.schema !== table.schema) throw new NotUnderstood('a move to another schema');
    if (list.length > 0 || !cursor.done) throw new NotUnderstood('a new name among other actions');
    list.push({ kind: 'renameTable', table, newName: to.name });
    return;
  }
  if (!cursor.facts.renameColumn || cursor.seesAny(new Set(['CONSTRAINT', 'INDEX', 'KEY', 'PARTITION'])))
    throw new NotUnderstood('RENAME');
  // A column may be called `column`.
  if (cursor.peek(1)?.upper !== 'TO') cursor.takes('COLUMN');
  const column = cursor.name();
  cursor.needs('TO');
  list.push({
    kind: 'alterColumn',
    table,
    column,
    newColumnName: cursor.name(),
    existing: {},
    typeChecks: [],
    options: {},
  });
}

function add(cursor: Cursor, actions: Actions): void {
  const { facts } = cursor;
  if (facts.addsLists === 'parentheses' && cursor.takesSign('(')) {
    cursor.list(() => addOne(cursor, actions));
    cursor.needsSign(')');
    return;
  }
  addOne(cursor, actions);
  // SQL Server goes on without another ADD.
  while (facts.addsLists === 'bare' && cursor.takesSign(',')) addOne(cursor, actions);
}

function addOne(cursor: Cursor, actions: Actions): void {
  const { table, operations: list } = actions;
  if (cursor.facts.databaseIsSchema && cursor.takesOneOf('INDEX', 'KEY') !== undefined) {
    const name = cursor.name();
    list.push({
      kind: 'createIndex',
      table,
      index: { name, columns: cursor.names(), unique: false, options: {} },
      ifNotExists: false,
    });
    return;
  }
  if (cursor.seesAny(words('FULLTEXT SPATIAL PARTITION GENERATED PERIOD SYSTEM SUPPLEMENTAL OVERFLOW'))) {
    throw new NotUnderstood('an addition');
  }
  if (!seesConstraint(cursor)) {
    addColumnAction(cursor, actions);
    return;
  }
  const constraint = readConstraint(cursor);
  cursor.takes('NOT', 'VALID');
  switch (constraint.kind) {
    case 'primaryKey':
      list.push({ kind: 'createPrimaryKey', table, constraint });
      return;
    case 'unique':
      list.push({ kind: 'createUniqueConstraint', table, constraint });
      return;
    case 'foreignKey':
      list.push({ kind: 'createForeignKey', table, constraint });
      return;
    case 'check':
      list.push({ kind: 'createCheckConstraint', table, constraint });
      return;
    case 'exclude':
      throw new NotUnderstood('an exclusion');
  }
}

function drop(cursor: Cursor, actions: Actions): void {
  const { facts } = cursor;
  if (cursor.takes('CONSTRAINT')) dropConstraint(cursor, actions, undefined);
  else if (facts.databaseIsSchema && cursor.takes('FOREIGN', 'KEY')) dropConstraint(cursor, actions, 'foreignkey');
  else if (facts.databaseIsSchema && cursor.takes('CHECK')) dropConstraint(cursor, actions, 'check');
  else if (facts.databaseIsSchema && cursor.takesOneOf('INDEX', 'KEY') !== undefined) dropIndex(cursor, actions);
  else if (cursor.seesAny(words('PRIMARY UNIQUE PARTITION PERIOD SYSTEM EXPRESSION'))) throw new NotUnderstood('DROP');
  else if (cursor.takes('COLUMN') || facts.dropsBareColumn) dropColumn(cursor, actions);
  else throw new NotUnderstood('DROP');
}

function dropConstraint(cursor: Cursor, actions: Actions, type: ConstraintType | undefined): void {
  const { table, operations: list } = actions;
  const ifExists = cursor.takes('IF', 'EXISTS');
  const name = cursor.name();
  list.push({ kind: 'dropConstraint', table, name, ...(type && { type }), ifExists });
  behaviour(cursor, actions);
}

function dropIndex(cursor: Cursor, { table, operations: list }: Actions): void {
  const ifExists = cursor.takes('IF', 'EXISTS');
  const { schema } = table;
  list.push({
    kind: 'dropIndex',
    name: cursor.name(),
    table,
    ...(schema !== undefined && { schema }),
    ifExists,
    options: {},
  });
}

function dropColumn(cursor: Cursor, actions: Actions): void {
  const { table, operations: list } = actions;
  const one = () => {
    const ifExists = cursor.takes('IF', 'EXISTS');
    list.push({ kind: 'dropColumn', table, column: cursor.name(), ifExists, options: {} });
    behaviour(cursor, actions);
  };
  one();
  while (
    cursor.facts.addsLists === 'bare' &&
    cursor.seesSign(',') &&
    cursor.peek(1)?.upper !== 'CONSTRAINT' &&
    cursor.peek(1)?.upper !== 'COLUMN'
  ) {
    cursor.takesSign(',');
    one();
  }
}

function behaviour(cursor: Cursor, actions: Actions): void {
  const word = cursor.takesOneOf('CASCADE', 'RESTRICT');
  cursor.takes('CONSTRAINTS');
  if (word === 'CASCADE' && cursor.facts.dropCascades) actions.cascades = true;
}
