import { apply } from '../catalog/apply.ts';
import { checkForeignKey } from '../catalog/apply-constraints.ts';
import { type Catalog, emptyCatalog, keyOf, tableState } from '../catalog/catalog.ts';
import { spell } from '../catalog/lookup.ts';
import type { Renames } from '../catalog/renames.ts';
import { contradicts, namedTypesOf, typeKey, typeName } from '../catalog/type-users.ts';
import { TsmigError } from '../errors.ts';
import type { TableElement } from '../model/dml.ts';
import type { TableName } from '../model/expressions.ts';
import { nearest } from '../model/nearest.ts';
import type { ForeignKeyConstraint, Table } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import { type Normalizer, normalizeTable } from '../operations/normalize.ts';
import type { Models } from './models.ts';

/**
 * The catalog of what the models say, for one dialect: as if a history had made it. In what order the tables stand, and
 * whether they refer to each other in a circle, makes no difference.
 *
 * @param outside the keys of tables that may be referred to although no model is of them.
 * @param by its naming convention counts where the models have none.
 * @throws TsmigError that names the table and the file, for what no history could make either; for a reference to a table
 *   or column that the models do not have.
 */
export function catalogOfModels(models: Models, by: Normalizer, outside: ReadonlySet<string> = new Set()): Catalog {
  const normalizer = { ...by, namingConvention: models.namingConvention ?? by.namingConvention };
  let catalog = emptyCatalog;
  const tables: Table[] = [];
  for (const element of models.tables) {
    catalog = withFile(models, element, () => {
      const table = normalized(element, normalizer);
      tables.push(table);
      const after = apply(catalog, { kind: 'createTable', table, ifNotExists: false }, {});
      if (by.dialect.namedTypes) checkTypes(after, table);
      return after;
    });
  }
  for (const [at, element] of models.tables.entries()) {
    const table = tables[at] as Table;
    withFile(models, element, () => {
      for (const one of table.constraints)
        if (one.kind === 'foreignKey' && !outside.has(keyOf(one.references.table))) {
          checkReference(catalog, table, one);
        }
    });
  }
  return by.dialect.namedTypes ? models.types.reduce(withType, catalog) : catalog;
}

/**
 * What the models say that was called otherwise.
 *
 * @throws TsmigError `config` for two tables, or two columns of a table, that have the same old name.
 */
export function renamesOf(models: Models): Renames {
  const tables = new Map<string, string>();
  const columns = new Map<string, ReadonlyMap<string, string>>();
  for (const table of models.tables) {
    withFile(models, table, () => {
      if (table.renamedFrom !== undefined) {
        const old = keyOf(oldName(table, table.renamedFrom));
        if ([...tables.values()].includes(old)) throw twoHeirs(`tables that were called '${table.renamedFrom}'`, table);
        tables.set(keyOf(table), old);
      }
      const renamed = renamedColumns(table);
      if (renamed.size > 0) columns.set(keyOf(table), renamed);
    });
  }
  return { tables, columns };
}

function normalized({ name, schema, comment, prefixes, options, elements }: TableElement, by: Normalizer): Table {
  const facts = {
    name,
    ...(schema !== undefined && { schema }),
    ...(comment !== undefined && { comment }),
    prefixes,
    options,
  };
  return normalizeTable(facts, elements, by);
}

/** A table that history does not know may stand outside of it; one that the models do not have, nowhere. */
function checkReference(catalog: Catalog, table: Table, key: ForeignKeyConstraint): void {
  const target = key.references.table;
  if (tableState(catalog, target) !== undefined) {
    checkForeignKey(catalog, table, key);
    return;
  }
  const known = catalog.tables.values().map((state) => spell(state.table));
  const meant = nearest(spell(target), known) ?? known.find((one) => one.split('.').at(-1) === target.name);
  throw new TsmigError(
    'config',
    `a foreign key of table ${spell(table)} (${key.columns.join(', ')}) refers to the table ${spell(target)}, which no model is of`,
    { hint: `${meant === undefined ? '' : `did you mean ${meant}? `}export a model of it, or leave out the reference` },
  );
}

/** Refuses a named type that has other values elsewhere. */
function checkTypes(catalog: Catalog, table: Table): void {
  for (const { name, type } of table.columns) {
    for (const named of type === null ? [] : namedTypesOf(type)) {
      const known = catalog.types.get(typeKey(named))?.type;
      if (known === undefined || !contradicts(known, named)) continue;
      throw new TsmigError(
        'config',
        `column ${spell(table)}.${name} has the type ${spell(typeName(named))}${listed(named)}, which is another one elsewhere${listed(known)}`,
        { hint: 'export the type once and use it for all columns, or give one of them another name' },
      );
    }
  }
}

function listed({ spec }: DataType): string {
  return spec.kind === 'enum' ? ` (${spec.values.join(', ')})` : '';
}

/** A type that a column uses is there already, as history has it. */
function withType(catalog: Catalog, given: DataType): Catalog {
  return namedTypesOf(given).reduce((before, type) => {
    const known = before.types.get(typeKey(type));
    if (known !== undefined && !type.spec.createType) return before;
    return apply(before, { kind: 'createType', type, checkFirst: true, implicit: false }, {});
  }, catalog);
}

function renamedColumns(table: TableElement): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const element of table.elements) {
    if (element.kind !== 'columnElement' || element.renamedFrom === undefined) continue;
    if ([...renamed.values()].includes(element.renamedFrom)) {
      throw twoHeirs(`columns that were called '${element.renamedFrom}'`, table);
    }
    renamed.set(element.name, element.renamedFrom);
  }
  return renamed;
}

/** `old` of the table's own schema, or `schema.old`. */
function oldName({ schema }: TableElement, renamedFrom: string): TableName {
  const at = renamedFrom.lastIndexOf('.');
  if (at > 0) return { schema: renamedFrom.slice(0, at), name: renamedFrom.slice(at + 1) };
  return { name: renamedFrom, ...(schema !== undefined && { schema }) };
}

function twoHeirs(what: string, table: TableElement): TsmigError {
  return new TsmigError('config', `table ${spell(table)}: there are two ${what}`, {
    hint: 'leave renamedFrom at the one that is it, and out of the other, which is new',
  });
}

/** Errors name the file that exports the table. */
function withFile<T>({ files }: Models, table: TableElement, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const file = files?.get(table);
    if (!(error instanceof TsmigError) || file === undefined) throw error;
    throw new TsmigError(error.code, `${file}: ${error.message}`, { hint: error.hint, cause: error });
  }
}
