import { TsmigError } from '../errors.ts';
import type { DataType } from '../model/types.ts';
import type { CreateType, DropType } from '../operations/operation.ts';
import type { Catalog } from './catalog.ts';
import { refusal, spell } from './lookup.ts';
import { contradicts, type NamedType, namedTypeOf, typeKey, typeName, userOf } from './type-users.ts';

/** The catalog after a named type has been made; one that exists is refused, unless that was to be checked first. */
export function createType(catalog: Catalog, { type, checkFirst, implicit }: CreateType): Catalog {
  const named = requireNamed(type);
  const known = catalog.types.get(typeKey(named));
  if (known === undefined) return { ...catalog, types: catalog.types.set(typeKey(named), { type: named, implicit }) };
  if (contradicts(known.type, named)) throw otherValues(named, known.type);
  if (!checkFirst)
    throw refusal(`type "${spell(typeName(named))}" exists already`, 'make it with { checkFirst: true }');
  return catalog;
}

/** The catalog after a named type has been dropped; one that a column uses is refused. */
export function dropType(catalog: Catalog, { type, checkFirst }: DropType): Catalog {
  const named = requireNamed(type);
  const key = typeKey(named);
  if (!catalog.types.has(key)) {
    if (checkFirst || catalog.opaque !== undefined) return catalog;
    throw refusal(
      `there is no type "${spell(typeName(named))}" at this point of the history`,
      'make it first with .create(op.getBind()), or pass { checkFirst: true }',
    );
  }
  const user = userOf(catalog, named);
  if (user !== undefined) {
    throw refusal(
      `type "${spell(typeName(named))}" cannot be dropped: column ${user} uses it`,
      'drop the column, or give it another type, first',
    );
  }
  return { ...catalog, types: catalog.types.delete(key), typeUsers: catalog.typeUsers.delete(key) };
}

/**
 * Refuses a named type that the catalog knows with other values. Only for databases in which such a type is an object
 * of its own: elsewhere two columns may have enums of one name, and a change of the values is a change of the column.
 */
export function refuseOtherValues(catalog: Catalog, type: DataType): void {
  const named = namedTypeOf(type);
  const known = named === undefined ? undefined : catalog.types.get(typeKey(named));
  // `createType: false` says that the type is changed by other means, such as raw SQL.
  if (named === undefined || known === undefined || !named.spec.createType) return;
  if (contradicts(known.type, named)) throw otherValues(named, known.type);
}

function otherValues(type: NamedType, known: DataType): TsmigError {
  const values = known.spec.kind === 'enum' ? ` with the values ${known.spec.values.join(', ')}` : '';
  return refusal(
    `type "${spell(typeName(type))}" exists already${values}: it cannot be another type at the same time`,
    'give it another name, or, when SQL that tsmig cannot read has changed the type, say s.postgresql.ENUM([…], { name, createType: false })',
  );
}

function requireNamed(type: DataType): NamedType {
  const named = namedTypeOf(type);
  if (named !== undefined) return named;
  throw new TsmigError(
    'operation',
    `a type of kind ${type.spec.kind} without a name cannot be made or dropped by itself`,
    {
      hint: 'only a native enum with a name, and a domain, exist by themselves',
    },
  );
}
