import type { DataType } from '../model/types.ts';
import type { Catalog } from './catalog.ts';
import type { DiffObject } from './diff-options.ts';
import { emit, type Work } from './diff-work.ts';
import { spell } from './lookup.ts';
import { sameValue } from './same.ts';
import { contradicts, type NamedType, namedTypeOf, typeName } from './type-users.ts';

/** Makes the named types that stand alone, and changes those that differ; what a column brings comes with it. */
export function changeTypes(work: Work): void {
  if (work.options.ownTypes === false) return;
  for (const [key, { type, implicit }] of domainsLast(namedTypes(work.after))) {
    const known = namedType(work.now.types.get(key)?.type);
    if (!isIncluded(work, type, { ...(known !== undefined && { before: known }), after: type })) continue;
    if (known === undefined) {
      if (!implicit && type.spec.createType) {
        emit(work, { kind: 'createType', type, checkFirst: false, implicit: false });
      }
    } else if (contradicts(known, type)) alterEnum(work, known, type);
    else if (domainDiffers(work, known, type)) {
      work.warnings.add(`domain "${spell(typeName(type))}" differs: change it with op.execute`);
    }
  }
}

/** Drops the named types that nothing uses any more. */
export function dropTypes(work: Work, before: Catalog): void {
  if (work.options.ownTypes === false) return;
  const wanted = new Set(namedTypes(work.after).map(([key]) => key));
  for (const [key, { type }] of domainsLast(namedTypes(before)).toReversed()) {
    const isUsed = (work.now.typeUsers.get(key)?.size ?? 0) > 0;
    if (wanted.has(key) || isUsed || !type.spec.createType || !work.now.types.has(key)) continue;
    if (isIncluded(work, type, { before: type })) {
      emit(work, { kind: 'dropType', type, checkFirst: false, implicit: false });
    }
  }
}

/** Gives an enum other values. */
function alterEnum(work: Work, known: NamedType, type: NamedType): void {
  if (type.spec.kind !== 'enum') return;
  emit(work, { kind: 'alterEnum', name: typeName(known), values: type.spec.values, renamed: {} });
}

type Entry = readonly [key: string, state: { readonly type: NamedType; readonly implicit: boolean }];

/** The types that are there: one that a column brought along counts while a column uses it. */
function namedTypes(catalog: Catalog): readonly Entry[] {
  return catalog.types.entries().flatMap(([key, { type, implicit }]): Entry[] => {
    const named = namedType(type);
    const isThere = !implicit || (catalog.typeUsers.get(key)?.size ?? 0) > 0;
    return named === undefined || !isThere ? [] : [[key, { type: named, implicit }]];
  });
}

function namedType(type: DataType | undefined): NamedType | undefined {
  return type === undefined ? undefined : namedTypeOf(type);
}

/** A domain may stand on an enum. */
function domainsLast(entries: readonly Entry[]): readonly Entry[] {
  const isDomain = ([, { type }]: Entry) => Number(type.spec.kind === 'domain');
  return entries.toSorted((a, b) => isDomain(a) - isDomain(b));
}

function domainDiffers({ options }: Work, { spec: a }: NamedType, { spec: b }: NamedType): boolean {
  if (a.kind !== 'domain' || b.kind !== 'domain') return false;
  const differs = (one: typeof a.check, other: typeof a.check) =>
    one === undefined || other === undefined ? one !== other : !options.sameExpression(one, other);
  return (
    !options.sameType(a.dataType, b.dataType) ||
    differs(a.check, b.check) ||
    differs(a.default, b.default) ||
    !sameValue([a.collation, a.notNull], [b.collation, b.notNull])
  );
}

function isIncluded(
  { options }: Work,
  type: NamedType,
  sides: Pick<DiffObject & { kind: 'type' }, 'before' | 'after'>,
): boolean {
  const name = typeName(type);
  return options.include?.({ kind: 'type', table: name, name: name.name, ...sides }) ?? true;
}
