import type { ColumnSpec, Random, RandomSchemaOptions, SchemaSpec, TableSpec, TypeKey } from './random-schema.ts';

/** The types that a column can get instead without a conversion that a database refuses. */
export const kin: readonly (readonly TypeKey[])[] = [
  ['integer', 'bigInteger'],
  ['string', 'longString', 'text'],
  ['numeric', 'wideNumeric'],
];
/** The types that every database takes in a key. */
export const keyTypes: readonly TypeKey[] = ['integer', 'bigInteger', 'string', 'longString'];
const portableTypes: readonly TypeKey[] = [
  'integer',
  'bigInteger',
  'string',
  'longString',
  'text',
  'numeric',
  'wideNumeric',
  'boolean',
  'date',
  'dateTime',
];
export const typeKeys = (portable: boolean): readonly TypeKey[] =>
  portable ? portableTypes : [...portableTypes, 'checkedBoolean', 'enum'];

/** A new table, without foreign keys. */
export function addTable(schema: SchemaSpec, name: string, random: Random, options: RandomSchemaOptions): void {
  const table: TableSpec = { name, columns: [], uniques: [], checks: [], foreignKeys: [], indexes: [] };
  schema.tables.push(table);
  const id: ColumnSpec = { name: 'id', type: random.pick(['integer', 'bigInteger']) ?? 'integer', nullable: false };
  if (random.chance(0.5)) id.autoincrement = false;
  table.columns.push(id);
  const count = 1 + random.below(6);
  for (let at = 0; at < count; at++) addColumn(table, `c${at + 1}`, random, options);
  const named = options.named === true || random.chance(0.7);
  if (options.portable === true || random.chance(0.9)) {
    table.key = { columns: ['id'], ...(named && { name: `pk_${name}` }) };
  }
  if (options.portable !== true && random.chance(0.3)) table.comment = `table ${random.below(9)}`;
  for (let tries = random.below(3); tries > 0; tries--) addUnique(schema, table, random, options);
  for (let tries = random.below(3); tries > 0; tries--) addCheck(schema, table, random, options);
  for (let tries = random.below(3); tries > 0; tries--) addIndex(schema, table, random, options);
  if (options.portable !== true && random.chance(0.15)) addExclude(schema, table, random);
}

export function addColumn(table: TableSpec, name: string, random: Random, options: RandomSchemaOptions): void {
  if (table.columns.some((one) => one.name === name)) return;
  const portable = options.portable === true;
  const column: ColumnSpec = {
    name,
    type: random.pick(typeKeys(portable)) ?? 'integer',
    nullable: random.chance(0.6),
  };
  if (column.type === 'enum') column.enum = random.pick(['mood', 'level']) ?? 'mood';
  // MariaDB does not compute from a column that counts.
  const base = table.columns.find(
    (one) => one.type === 'integer' && one.computed === undefined && (!portable || one.name !== 'id'),
  );
  const roll = random.below(10);
  if (roll === 0 && base !== undefined) {
    Object.assign(column, { type: 'integer', nullable: true });
    column.computed = { from: base.name, plus: random.below(5), persisted: true };
  } else if (roll === 1 && !portable) {
    Object.assign(column, { type: 'integer', nullable: false });
    column.identity = { always: random.chance(0.5), ...(random.chance(0.5) && { start: 1 + random.below(9) }) };
  } else if (roll < 5 || (portable && !column.nullable)) column.default = random.below(4);
  if (!portable && random.chance(0.2)) column.comment = `column ${random.below(9)}`;
  if (column.computed === undefined && keyTypes.includes(column.type)) {
    const flag = random.below(7);
    if (flag === 0 && options.named !== true) column.unique = true;
    else if (flag === 1) column.index = true;
  }
  if (column.type === 'integer' && column.computed === undefined && options.named !== true && random.chance(0.15))
    column.least = random.below(5);
  table.columns.push(column);
}

const plain = (table: TableSpec): ColumnSpec[] =>
  table.columns.filter((one) => keyTypes.includes(one.type) && one.computed === undefined);

export function addUnique(schema: SchemaSpec, table: TableSpec, random: Random, options: RandomSchemaOptions): void {
  const columns = some(plain(table), random);
  const isThere = table.uniques.some((one) => one.columns.join() === columns.join());
  const isFlag = columns.length === 1 && table.columns.some((one) => one.name === columns[0] && one.unique === true);
  // PostgreSQL makes one constraint of those that say the same.
  const isKey = options.portable === true && columns.join() === table.key?.columns.join();
  if (columns.length === 0 || isThere || isFlag || isKey) return;
  table.uniques.push({
    columns,
    ...((options.named === true || random.chance(0.7)) && { name: `uq${schema.next++}` }),
    ...(options.portable !== true && random.chance(0.2) && { deferrable: true }),
  });
}

export function addCheck(schema: SchemaSpec, table: TableSpec, random: Random, options: RandomSchemaOptions): void {
  const fitting = table.columns.filter((one) => one.type === 'integer' && one.computed === undefined);
  const column = random.pick(fitting.filter((one) => options.portable !== true || one.name !== 'id'));
  if (column === undefined) return;
  // Two checks of one column without a name could not be told apart.
  const named =
    options.named === true ||
    column.least !== undefined ||
    table.checks.some((one) => one.column === column.name) ||
    random.chance(0.7);
  table.checks.push({ column: column.name, least: random.below(9), ...(named && { name: `ck${schema.next++}` }) });
}

export function addIndex(schema: SchemaSpec, table: TableSpec, random: Random, options: RandomSchemaOptions): void {
  const columns = some(plain(table), random);
  if (columns.length === 0) return;
  const full = options.portable !== true;
  const [only] = columns.length === 1 ? columns : [];
  const isText = table.columns.some(({ name, type }) => name === only && type !== 'integer' && type !== 'bigInteger');
  const unique = random.chance(0.3);
  table.indexes.push({
    name: `ix${schema.next++}`,
    columns,
    unique,
    ...(full && random.chance(0.2) && { where: random.below(5) }),
    ...(full && isText && random.chance(0.2) && { lower: true }),
    ...(full && random.chance(0.2) && { using: only !== undefined && !unique ? 'hash' : 'btree' }),
  });
}

export function addExclude(schema: SchemaSpec, table: TableSpec, random: Random): void {
  const column = random.pick(plain(table));
  if (column !== undefined) table.exclude = { column: column.name, name: `ex${schema.next++}` };
}

/** A foreign key to the primary key or a unique constraint of any table, this one included. */
export function addForeignKey(
  schema: SchemaSpec,
  table: TableSpec,
  random: Random,
  options: RandomSchemaOptions,
): void {
  const target = random.pick(schema.tables);
  const keys = target === undefined ? [] : targetsOf(target);
  const targets = random.pick(keys);
  if (target === undefined || targets === undefined) return;
  const columns: string[] = [];
  for (const name of targets) {
    const type = target.columns.find((one) => one.name === name)?.type;
    const fitting = table.columns.filter(
      (one) =>
        one.type === type &&
        one.computed === undefined &&
        one.name !== 'id' &&
        !columns.includes(one.name) &&
        !table.foreignKeys.some((key) => key.columns.includes(one.name)),
    );
    const found = random.pick(fitting);
    if (found === undefined) return;
    columns.push(found.name);
  }
  if (table === target && columns.some((name) => targets.includes(name))) return;
  table.foreignKeys.push({
    columns,
    table: target.name,
    targets,
    ...((options.named === true || random.chance(0.7)) && { name: `fk${schema.next++}` }),
    ...(random.chance(0.4) && { onDelete: random.pick(['CASCADE', 'RESTRICT'] as const) }),
    ...(options.portable !== true && random.chance(0.2) && { deferrable: true }),
  });
}

/** The column lists of a table that foreign keys may refer to. */
export function targetsOf(table: TableSpec): string[][] {
  return [
    ...(table.key === undefined ? [] : [table.key.columns]),
    ...table.uniques.filter((one) => one.deferrable !== true).map((one) => one.columns),
    ...table.columns.filter((one) => one.unique === true).map((one) => [one.name]),
  ];
}

function some(columns: readonly ColumnSpec[], random: Random): string[] {
  const first = random.pick(columns);
  const second = random.chance(0.4) ? random.pick(columns) : undefined;
  return [first, second === first ? undefined : second].flatMap((one) => one?.name ?? []);
}
