import type { ForeignKeyConstraint, Table } from '../model/nouns.ts';
import { primaryKeyOf } from '../model/tables.ts';
import type { Dialect } from '../script/dialect.ts';

/** Tables as a Mermaid entity diagram. https://mermaid.js.org/syntax/entityRelationshipDiagram.html */
export function entityDiagram(tables: readonly Table[], dialect: Dialect): string {
  const entities = tables.map((table) => {
    const lines = table.columns.map((column) => {
      const keys = keysOf(table, column.name);
      const type = column.type === null ? 'unknown' : word(dialect.type(column.type));
      const comment =
        column.comment === undefined ? '' : ` "${column.comment.replaceAll('"', "'").replace(/\s+/g, ' ')}"`;
      return `    ${type} ${word(column.name)}${keys.length === 0 ? '' : ` ${keys.join(', ')}`}${comment}\n`;
    });
    return `  ${entity(table)} {\n${lines.join('')}  }\n`;
  });
  const relations = tables.flatMap((table) =>
    table.constraints
      .filter((one): one is ForeignKeyConstraint => one.kind === 'foreignKey')
      .map(
        (key) =>
          `  ${entity(key.references.table)} ${ends(table, key)} ${entity(table)} : "${key.columns.join(', ')}"\n`,
      ),
  );
  return `erDiagram\n${entities.join('')}${relations.join('')}`;
}

/** One or none on the side that is referred to; one, if unique, or many on the other. */
function ends(table: Table, { columns }: ForeignKeyConstraint): string {
  const isNullable = table.columns.some(({ name, nullable }) => nullable && columns.includes(name));
  const sameColumns = (other: readonly string[]) =>
    other.length === columns.length && other.every((one) => columns.includes(one));
  const isUnique = table.constraints.some(
    (one) => (one.kind === 'unique' || one.kind === 'primaryKey') && sameColumns(one.columns),
  );
  return `${isNullable ? '|o' : '||'}--${isUnique ? 'o|' : 'o{'}`;
}

function keysOf(table: Table, column: string): readonly string[] {
  const has = (kind: 'unique' | 'foreignKey') =>
    table.constraints.some(
      (one) => one.kind === kind && one.columns.includes(column) && (kind !== 'unique' || one.columns.length === 1),
    );
  return [
    ...(primaryKeyOf(table)?.columns.includes(column) ? ['PK'] : []),
    ...(has('foreignKey') ? ['FK'] : []),
    ...(has('unique') ? ['UK'] : []),
  ];
}

function entity({ name, schema }: Pick<Table, 'name' | 'schema'>): string {
  return `"${schema === undefined ? name : `${schema}.${name}`}"`;
}

/** Mermaid takes letters, digits, hyphens, brackets and underscores. */
function word(text: string): string {
  return text.replace(/[^\p{L}\p{N}()[\]_-]+/gu, '_');
}
