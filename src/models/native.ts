import { namedTypeOf } from '../catalog/type-users.ts';
import { isTableElement, TableElement } from '../model/dml.ts';
import type { Element } from '../model/elements.ts';
import type { Metadata } from '../model/metadata.ts';
import type { DataType } from '../model/types.ts';
import { oneConvention } from './conventions.ts';
import type { ModelSource, Models } from './models.ts';

/** Models of `s.table` and `s.metadata`, and named types that are exported by themselves. */
export const native: ModelSource = {
  name: 'tsmig',
  async read(exports, file) {
    const values = Object.values(exports);
    const metadata = values.filter(isMetadata);
    const types = values.filter(isNamedType);
    const tables = values.filter(isTableElement);
    if (metadata.length + types.length + tables.length === 0) return undefined;
    const convention = oneConvention(metadata.map((one) => ({ file, convention: one.namingConvention })));
    return {
      tables: [...tables, ...metadata.flatMap(tablesOf)],
      types,
      ...(convention && { namingConvention: convention }),
    } satisfies Models;
  },
};

/** The table as `s.table` gave it, where a metadata has put it into its schema. */
export function originalOf(table: TableElement): TableElement | undefined {
  return originals.get(table);
}

const originals = new WeakMap<TableElement, TableElement>();
/** By the table and the metadata's schema, so that a table of two exports stays one. */
const placed = new WeakMap<TableElement, Map<string, TableElement>>();

function tablesOf({ tables, schema }: Metadata): readonly TableElement[] {
  return schema === undefined ? tables : tables.map((table) => inSchema(table, schema));
}

/** As SQLAlchemy has it, a reference that names no schema means the metadata's, too. */
function inSchema(table: TableElement, schema: string): TableElement {
  const known = placed.get(table)?.get(schema);
  if (known !== undefined) return known;
  const { name, comment, prefixes, renamedFrom, options } = table;
  const made = new TableElement(
    name,
    table.elements.map((element) => referringTo(schema, element)),
    {
      schema: table.schema ?? schema,
      ...(comment !== undefined && { comment }),
      prefixes,
      ...(renamedFrom !== undefined && { renamedFrom }),
      ...options,
    },
  );
  originals.set(made, table);
  placed.set(table, (placed.get(table) ?? new Map<string, TableElement>()).set(schema, made));
  return made;
}

function referringTo(schema: string, element: Element): Element {
  const full = (target: string) => (target.split('.').length > 2 ? target : `${schema}.${target}`);
  if (element.kind === 'foreignKeyElement') return { ...element, targets: element.targets.map(full) };
  if (element.kind !== 'columnElement' || element.references === undefined) return element;
  return { ...element, references: { ...element.references, target: full(element.references.target) } };
}

function isMetadata(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'metadata';
}

/** By its parts: the file may have another copy of tsmig. */
function isNamedType(value: unknown): value is DataType {
  const isType = typeof value === 'object' && value !== null && 'spec' in value && 'variants' in value;
  return isType && namedTypeOf(value as DataType) !== undefined;
}
