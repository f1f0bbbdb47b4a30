import { keyOf } from '../catalog/catalog.ts';
import type { DiffObject, DiffOptions } from '../catalog/diff-options.ts';
import type { Constraint } from '../model/nouns.ts';
import type { AutogenerateConfig, ComparedObject, ObjectKind, ParentNames } from './options.ts';

/**
 * The filters of the configuration as one question of the comparison.
 *
 * @param hidden the keys of tables that cannot be compared.
 */
export function included(
  { includeName, includeObject, includeSchemas }: AutogenerateConfig,
  hidden: ReadonlySet<string>,
): Partial<DiffOptions> {
  return {
    include: (object) => {
      const { schema } = object.table;
      if (object.kind === 'table' && hidden.has(keyOf(object.table))) return false;
      if (includeSchemas === false && schema !== undefined) return false;
      const kind = kindOf(object);
      const name = object.kind === 'table' || object.kind === 'type' ? object.table.name : (object.name ?? null);
      const parents: ParentNames = {
        schemaName: schema ?? null,
        tableName: object.kind === 'table' || object.kind === 'type' ? null : object.table.name,
      };
      if (object.before !== undefined && includeName !== undefined) {
        if (schema !== undefined && !includeName(schema, 'schema', { schemaName: null, tableName: null })) return false;
        if (!includeName(name, kind, parents)) return false;
      }
      return includeObject === undefined || asked(object, name, kind, includeObject);
    },
  };
}

/** As Alembic asks: what the models have, and else what only the history has. */
function asked(
  { before, after }: DiffObject,
  name: string | null,
  kind: ObjectKind,
  includeObject: NonNullable<AutogenerateConfig['includeObject']>,
): boolean {
  const object: ComparedObject | undefined = after ?? before;
  return (
    object === undefined || includeObject(object, name, kind, after === undefined, after && before ? before : null)
  );
}

const constraintKinds: Readonly<Record<Constraint['kind'], ObjectKind>> = {
  primaryKey: 'primary_key_constraint',
  unique: 'unique_constraint',
  foreignKey: 'foreign_key_constraint',
  check: 'check_constraint',
  exclude: 'exclude_constraint',
};

function kindOf(object: DiffObject): ObjectKind {
  if (object.kind !== 'constraint') return object.kind;
  const constraint = object.after ?? object.before;
  return constraint === undefined ? 'check_constraint' : constraintKinds[constraint.kind];
}
