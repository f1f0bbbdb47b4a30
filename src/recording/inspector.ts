import { type Catalog, keyOf, tableState } from '../catalog/catalog.ts';
import { TsmigError } from '../errors.ts';
import { checkName } from '../model/arguments.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { ForeignKeyConstraint, Table } from '../model/nouns.ts';
import { isExpression, expression as markExpression } from '../model/sql.ts';
import { inlineChecks, primaryKeyOf } from '../model/tables.ts';
import type { Inspector } from '../operations/context.ts';

/** What the inspector needs of the recorder. */
interface Recorder {
  /** The catalog as it is when a question is asked. */
  readonly catalog: () => Catalog;
  /** Gives an error the place of the question. */
  readonly call: <T>(name: string, body: () => T) => T;
}

/** The inspector of `op.inspect()`: answers from the catalog, and refuses to answer what raw SQL has hidden. */
export function createInspector({ catalog, call }: Recorder): Inspector {
  const nameOf = (table: string, options: { readonly schema?: string | null } | undefined): TableName => ({
    name: checkName('op.inspect()', "the table's name", table),
    ...(options?.schema != null && { schema: options.schema }),
  });
  type InSchema = { readonly schema?: string | null } | undefined;
  const ask = <T>(table: string, options: InSchema, answer: (table: Table) => T): T =>
    call('inspect', () => answer(requireTable(catalog(), nameOf(table, options))));
  return {
    hasTable: (table, options) => call('inspect', () => hasTable(catalog(), nameOf(table, options))),
    hasColumn: (table, column, options) =>
      ask(table, options, ({ columns }) => columns.some(({ name }) => name === column)),
    hasIndex: (table, index, options) =>
      ask(table, options, ({ indexes }) => indexes.some(({ name }) => name === index)),
    getTableNames: (options) => call('inspect', () => tableNames(catalog(), options?.schema ?? undefined)),
    getColumns: (table, options) =>
      ask(table, options, ({ columns }) =>
        columns.map(({ name, type, nullable, autoincrement, serverDefault, comment, identity, computed }) => ({
          name,
          type,
          nullable,
          default: serverDefault === undefined ? null : marked(serverDefault),
          autoincrement,
          comment: comment ?? null,
          ...(identity !== undefined && { identity }),
          ...(computed !== undefined && { computed: { ...computed, expression: marked(computed.expression) } }),
        })),
      ),
    getPkConstraint: (table, options) =>
      ask(table, options, (known) => {
        const key = primaryKeyOf(known);
        return { name: key?.name ?? null, constrainedColumns: [...(key?.columns ?? [])] };
      }),
    getForeignKeys: (table, options) =>
      ask(table, options, ({ constraints }) =>
        constraints.flatMap((one) => (one.kind === 'foreignKey' ? [inspectedForeignKey(one)] : [])),
      ),
    getUniqueConstraints: (table, options) =>
      ask(table, options, ({ constraints }) =>
        constraints.flatMap((one) =>
          one.kind === 'unique' ? [{ name: one.name ?? null, columnNames: [...one.columns] }] : [],
        ),
      ),
    getCheckConstraints: (table, options) =>
      ask(table, options, (known) => {
        const checks = known.constraints.filter((one) => one.kind === 'check');
        return [...checks, ...inlineChecks(known)].map((one) => ({
          name: one.name ?? null,
          sqltext: marked(one.condition),
        }));
      }),
    getIndexes: (table, options) =>
      ask(table, options, ({ indexes }) =>
        indexes.map(({ name, columns, unique }) => ({
          name,
          columnNames: columns.map((column) => (typeof column === 'string' ? column : null)),
          expressions: columns.flatMap((column) => (typeof column === 'string' ? [] : [marked(column)])),
          unique,
        })),
      ),
    getTableComment: (table, options) => ask(table, options, ({ comment }) => ({ text: comment ?? null })),
    getEnums: (options) => call('inspect', () => enums(catalog(), options?.schema ?? undefined)),
  };
}

function hasTable(catalog: Catalog, name: TableName): boolean {
  if (tableState(catalog, name) !== undefined) return true;
  refuseOpaque(catalog, `whether there is a table ${name.name}`);
  return false;
}

function requireTable(catalog: Catalog, name: TableName): Table {
  const state = tableState(catalog, name);
  if (state?.kind === 'known') return state.table;
  if (state !== undefined) throw hidden(`what table ${name.name} is`, state.opaque);
  refuseOpaque(catalog, `what table ${name.name} is`);
  throw new TsmigError('replay', `there is no table ${keyOf(name).replace('\0', '.')} at this point of the history`, {
    hint: 'ask op.inspect().hasTable(…) first',
  });
}

function tableNames(catalog: Catalog, schema: string | undefined): string[] {
  refuseOpaque(catalog, 'which tables there are');
  return catalog.tables
    .values()
    .map((state) => state.table)
    .filter((table) => table.schema === schema)
    .map((table) => table.name)
    .sort();
}

function enums(catalog: Catalog, schema: string | undefined): ReturnType<Inspector['getEnums']> {
  refuseOpaque(catalog, 'which types there are');
  return catalog.types.values().flatMap(({ type: { spec } }) => {
    if (spec.kind !== 'enum' || spec.schema !== schema) return [];
    return [{ name: String(spec.name), schema: spec.schema ?? null, labels: [...spec.values] }];
  });
}

function inspectedForeignKey(key: ForeignKeyConstraint): ReturnType<Inspector['getForeignKeys']>[number] {
  const { onDelete, onUpdate, match, deferrable, initially } = key;
  return {
    name: key.name ?? null,
    constrainedColumns: [...key.columns],
    referredSchema: key.references.table.schema ?? null,
    referredTable: key.references.table.name,
    referredColumns: [...key.references.columns],
    options: {
      ...(onDelete !== undefined && { onDelete }),
      ...(onUpdate !== undefined && { onUpdate }),
      ...(match !== undefined && { match }),
      ...(deferrable !== undefined && { deferrable }),
      ...(initially !== undefined && { initially }),
    },
  };
}

function refuseOpaque({ opaque }: Catalog, question: string): void {
  if (opaque !== undefined) throw hidden(question, opaque);
}

function hidden(question: string, { sql, source }: NonNullable<Catalog['opaque']>): TsmigError {
  const where = source.revision === undefined ? '' : ` of revision ${source.revision}`;
  return new TsmigError('opaque', `the history cannot say ${question}: raw SQL${where} hid it (${sql})`, {
    hint: 'say what that SQL does: op.execute(…, { means: (op) => { … } })',
  });
}

/** An expression that can be passed to `op` and `s` again. */
function marked(expression: Expression): Expression {
  const already: boolean = isExpression(expression);
  return already ? expression : markExpression({ ...expression });
}
