import { isDeepStrictEqual } from 'node:util';
import type { Column } from '../model/nouns.ts';
import { type DataType, typeFamily } from '../model/types.ts';
import type { AlterColumn, DefaultChange } from './operation.ts';

/** Something that the user says of a column as it is, and that history says otherwise. */
export interface Contradiction {
  readonly key: keyof AlterColumn['existing'];
  readonly message: string;
}

/** Where `existing…` arguments contradict the column that history adds up to. What cannot be compared is let pass. */
export function contradictions(existing: AlterColumn['existing'], column: Column): Contradiction[] {
  const found: Contradiction[] = [];
  const add = (key: Contradiction['key'], option: string, fact: string) =>
    found.push({ key, message: `${option} contradicts the history, in which ${fact}; the history counts` });
  if (existing.type !== undefined && column.type !== null && !sameType(existing.type, column.type)) {
    add('type', 'existingType', `its type is ${typeWords(column.type)}`);
  }
  if (existing.nullable !== undefined && existing.nullable !== column.nullable) {
    add('nullable', 'existingNullable', column.nullable ? 'it is nullable' : 'it is not nullable');
  }
  if (existing.comment !== undefined && existing.comment !== (column.comment ?? null)) {
    add(
      'comment',
      'existingComment',
      column.comment === undefined ? 'it has no comment' : `its comment is '${column.comment}'`,
    );
  }
  if (existing.serverDefault !== undefined && !sameDefault(existing.serverDefault, column)) {
    add('serverDefault', 'existingServerDefault', hasDefault(column) ? 'its default is another' : 'it has no default');
  }
  const { autoincrement } = existing;
  if (autoincrement !== undefined && column.autoincrement !== 'auto' && autoincrement !== column.autoincrement) {
    add('autoincrement', 'existingAutoincrement', `its autoincrement is ${column.autoincrement}`);
  }
  return found;
}

/** Types of the same kind must agree in all; of others only the family is compared: `VARCHAR(50)` may be said for a string. */
function sameType(said: DataType, known: DataType): boolean {
  const [a, b] = [said.spec, known.spec];
  if (a.kind === 'enum' && b.kind === 'enum') return isDeepStrictEqual(a.values, b.values);
  if (a.kind === 'boolean' && b.kind === 'boolean') return true;
  if (a.kind === b.kind && (a.kind !== 'exact' || b.kind !== 'exact' || a.name === b.name))
    return isDeepStrictEqual(a, b);
  const written = [a.kind, b.kind].some((kind) => kind === 'exact' || kind === 'verbatim' || kind === 'domain');
  if (!written) return false;
  const families = [typeFamily(said), typeFamily(known)];
  return families.includes('other') || families[0] === families[1] || families.includes('enum');
}

function sameDefault(said: DefaultChange, column: Column): boolean {
  if (said === null) return !hasDefault(column);
  if (said.kind === 'identity') return column.identity !== undefined;
  if (said.kind === 'computed') return column.computed !== undefined;
  const known = column.serverDefault;
  if (known === undefined) return false;
  if (said.kind === 'literal' && known.kind === 'literal') return isDeepStrictEqual(said.value, known.value);
  // 'x' and sql`'x'` may mean the same.
  return said.kind !== known.kind || isDeepStrictEqual(said, known);
}

function hasDefault(column: Column): boolean {
  return column.serverDefault !== undefined || column.identity !== undefined || column.computed !== undefined;
}

function typeWords({ spec }: DataType): string {
  if (spec.kind === 'exact') return spec.args.length === 0 ? spec.name : `${spec.name}(${spec.args.join(', ')})`;
  if (spec.kind === 'verbatim') return spec.text;
  if (spec.kind === 'numeric')
    return `numeric(${[spec.precision, spec.scale].filter((n) => n !== undefined).join(', ')})`;
  return 'length' in spec && spec.length !== undefined ? `${spec.kind}(${spec.length})` : spec.kind;
}
