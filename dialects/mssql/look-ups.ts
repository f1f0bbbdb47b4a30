import { isAscii, quotedText } from './literals.ts';

/** What a constraint that has no name of its own is looked up by. */
export type LookedUp = 'default' | 'check' | 'foreignKey' | 'unique' | 'primaryKey';

/** The table as it stands in SQL, and its path: schema, where there is one, and name. */
export interface LookUpTable {
  readonly sql: string;
  readonly path: readonly string[];
}

/**
 * Drops a constraint on a column whose name only the server knows, as Alembic does; where there is none, nothing happens.
 * https://learn.microsoft.com/sql/relational-databases/system-catalog-views/object-catalog-views-transact-sql
 */
export function dropLookedUp(kind: LookedUp, { sql, path }: LookUpTable, column: string): string {
  const name = quotedText(column);
  const object = quotedText(path.map(inPath).join('.'));
  // The names that the server gives are made from those of table and column.
  const type = isAscii(object + name) ? 'varchar(256)' : 'nvarchar(258)';
  return [
    `declare @const_name ${type}`,
    ...selects[kind].map((line) => line.replace('<table>', () => object).replace('<column>', () => name)),
    `exec(${quotedText(`alter table ${sql} drop constraint `)} + @const_name)`,
  ].join('\n');
}

const ofColumn = [
  'where parent_object_id = object_id(<table>)',
  'and col_name(parent_object_id, parent_column_id) = <column>',
];
const keyOfColumn = (type: 'UQ' | 'PK'): readonly string[] => [
  'select @const_name = QUOTENAME(kc.[name]) from',
  'sys.key_constraints kc join sys.index_columns ic',
  'on kc.parent_object_id=ic.object_id and kc.unique_index_id=ic.index_id',
  `where kc.type = '${type}' and kc.parent_object_id = object_id(<table>)`,
  'and col_name(ic.object_id, ic.column_id) = <column>',
];

const selects: Readonly<Record<LookedUp, readonly string[]>> = {
  default: ['select @const_name = QUOTENAME([name]) from sys.default_constraints', ...ofColumn],
  check: ['select @const_name = QUOTENAME([name]) from sys.check_constraints', ...ofColumn],
  foreignKey: [
    'select @const_name = QUOTENAME([name]) from',
    'sys.foreign_keys fk join sys.foreign_key_columns fkc',
    'on fk.object_id=fkc.constraint_object_id',
    'where fkc.parent_object_id = object_id(<table>)',
    'and col_name(fkc.parent_object_id, fkc.parent_column_id) = <column>',
  ],
  unique: keyOfColumn('UQ'),
  primaryKey: keyOfColumn('PK'),
};

/** A part of the path that OBJECT_ID reads: only what it would read otherwise needs brackets there. */
function inPath(name: string): string {
  return /^[\p{L}\p{N}_@#$' ]+$/u.test(name) && name.trim() === name ? name : `[${name.replaceAll(']', ']]')}]`;
}
