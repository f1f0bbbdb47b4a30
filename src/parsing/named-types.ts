import type { TableName } from '../model/expressions.ts';
import { DataType, type DomainSpec } from '../model/types.ts';
import type { SqlEffect } from '../operations/operation.ts';
import { readDefault } from './column-definition.ts';
import type { Cursor } from './cursor.ts';
import { none, opaque, operations } from './effect.ts';
import { readType } from './type-names.ts';

/** CREATE TYPE … AS ENUM and CREATE DOMAIN; other types hold no tables back. */
export function createType(cursor: Cursor, what: 'TYPE' | 'DOMAIN'): readonly SqlEffect[] {
  cursor.takes('BODY');
  const name = cursor.tableName();
  const type = what === 'DOMAIN' ? domain(cursor, name) : enumeration(cursor, name);
  return type === undefined ? none : operations({ kind: 'createType', type, checkFirst: false, implicit: false });
}

/** What follows DROP TYPE or DROP DOMAIN; with CASCADE columns go too. */
export function dropType(cursor: Cursor, what: 'TYPE' | 'DOMAIN'): readonly SqlEffect[] {
  const checkFirst = cursor.takes('IF', 'EXISTS');
  const names = cursor.list(() => cursor.tableName());
  const drops = names.map((name) => {
    const type = what === 'DOMAIN' ? namedDomain(name, new DataType({ kind: 'text' })) : namedEnum(name, []);
    return { kind: 'dropType', type, checkFirst, implicit: false } as const;
  });
  const cascade = cursor.takesOneOf('CASCADE', 'RESTRICT', 'FORCE', 'VALIDATE');
  cursor.needsEnd();
  return cascade === 'CASCADE' || cascade === 'FORCE'
    ? [...operations(...drops), ...opaque(cursor.sql)]
    : operations(...drops);
}

/** What follows ALTER TYPE or ALTER DOMAIN: an enum's values and a type's name are followed; another schema is not. */
export function alterType(cursor: Cursor): readonly SqlEffect[] {
  const name = cursor.tableName();
  if (cursor.takes('ADD', 'VALUE')) return addValue(cursor, name);
  if (cursor.takes('RENAME', 'VALUE')) {
    const rename = cursor.string();
    cursor.needs('TO');
    const to = cursor.string();
    cursor.needsEnd();
    return [{ kind: 'changeEnum', name, change: { rename, to } }];
  }
  if (cursor.takes('RENAME', 'TO')) {
    const newName = cursor.name();
    cursor.needsEnd();
    return [{ kind: 'renameType', name, newName }];
  }
  const changesColumns = cursor.mentions(new Set(['ATTRIBUTE']));
  return cursor.sees('SET', 'SCHEMA') || changesColumns ? opaque(cursor.sql) : none;
}

function addValue(cursor: Cursor, name: TableName): readonly SqlEffect[] {
  cursor.takes('IF', 'NOT', 'EXISTS');
  const add = cursor.string();
  const place = cursor.takesOneOf('BEFORE', 'AFTER');
  const neighbour = place === undefined ? undefined : cursor.string();
  cursor.needsEnd();
  return [
    {
      kind: 'changeEnum',
      name,
      change: {
        add,
        ...(place === 'BEFORE' && neighbour !== undefined && { before: neighbour }),
        ...(place === 'AFTER' && neighbour !== undefined && { after: neighbour }),
      },
    },
  ];
}

function enumeration(cursor: Cursor, name: TableName): DataType | undefined {
  if (!cursor.takes('AS', 'ENUM')) return undefined;
  cursor.needsSign('(');
  const values = cursor.seesSign(')') ? [] : cursor.list(() => cursor.string());
  cursor.needsSign(')');
  cursor.needsEnd();
  return namedEnum(name, values);
}

/** Undefined: it has more than is known of domains, and holds no tables back either. */
function domain(cursor: Cursor, name: TableName): DataType | undefined {
  cursor.takes('AS');
  const parts: {
    -readonly [K in 'check' | 'constraintName' | 'default' | 'collation']?: Exclude<DomainSpec[K], undefined>;
  } = {};
  const dataType = readType(cursor);
  let notNull = false;
  while (!cursor.done) {
    const constraint = cursor.takes('CONSTRAINT') ? cursor.name() : undefined;
    if (cursor.takes('CHECK')) {
      if (parts.check !== undefined) return undefined;
      parts.check = { kind: 'raw', text: cursor.parenthesized() };
      if (constraint !== undefined) parts.constraintName = constraint;
    } else if (constraint !== undefined) return undefined;
    else if (cursor.takes('NOT', 'NULL')) notNull = true;
    else if (cursor.takes('DEFAULT')) parts.default = readDefault(cursor);
    else if (cursor.takes('COLLATE')) parts.collation = cursor.name();
    else cursor.needs('NULL');
  }
  return namedDomain(name, dataType, { ...parts, notNull });
}

function namedEnum({ name, schema }: TableName, values: readonly string[]): DataType {
  return new DataType({
    kind: 'enum',
    values,
    name,
    ...(schema !== undefined && { schema }),
    nativeEnum: true,
    createConstraint: false,
    createType: true,
  });
}

function namedDomain({ name, schema }: TableName, dataType: DataType, parts: Partial<DomainSpec> = {}): DataType {
  return new DataType({
    kind: 'domain',
    name,
    ...(schema !== undefined && { schema }),
    dataType,
    notNull: false,
    createType: true,
    ...parts,
  });
}
