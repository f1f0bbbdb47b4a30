import type { Constraint, Index, Table } from '../model/nouns.ts';
import { inlineChecks } from '../model/tables.ts';
import { type Compare, sameConstraint, sameIndex } from './same.ts';

/** What is there and is not to be, what is to be and is not there, and what is and stays. */
export interface Match<O> {
  readonly gone: readonly O[];
  readonly missing: readonly O[];
  readonly kept: readonly (readonly [now: O, aim: O])[];
}

/**
 * The constraints of a table as it is and as it is to be, side by side: by their names, then by what they say, where one
 * of two has no name. The checks of types are left out, for they follow their columns.
 */
export function matchConstraints(now: Table, aim: Table, by: Compare): Match<Constraint> {
  if (now === aim) return { gone: [], missing: [], kept: constraintsOf(now).map((one) => [one, one]) };
  const kept: [Constraint, Constraint][] = [];
  const [ours, theirs] = [new Set(constraintsOf(now)), new Set(constraintsOf(aim))];
  const pair = (one: Constraint, other: Constraint) => {
    kept.push([one, other]);
    ours.delete(one);
    theirs.delete(other);
  };
  const named = new Map([...theirs].flatMap((one) => (one.name === undefined ? [] : [[one.name, one] as const])));
  for (const one of ours) {
    const other = one.name === undefined ? undefined : named.get(one.name);
    if (other !== undefined && sameConstraint(one, other, by)) pair(one, other);
  }
  // Those without a name first find each other, then one that has a name which nothing else is to have.
  const isPair = (one: Constraint, two: Constraint, bothUnnamed: boolean) => {
    if (one.name !== undefined && (two.name !== undefined || named.has(one.name))) return false;
    return (!bothUnnamed || (one.name === undefined && two.name === undefined)) && sameConstraint(one, two, by);
  };
  for (const bothUnnamed of [true, false]) {
    for (const one of ours) {
      const other = [...theirs].find((two) => isPair(one, two, bothUnnamed));
      if (other !== undefined) pair(one, other);
    }
  }
  return { gone: [...ours], missing: [...theirs], kept };
}

/** The indexes of a table as it is and as it is to be, by their names. */
export function matchIndexes(now: Table, aim: Table, by: Compare): Match<Index> {
  if (now === aim || now.indexes === aim.indexes) {
    return { gone: [], missing: [], kept: now.indexes.map((one) => [one, one]) };
  }
  const named = new Map(aim.indexes.map((one) => [one.name, one]));
  const kept = now.indexes.flatMap((one): [Index, Index][] => {
    const other = named.get(one.name);
    return other !== undefined && sameIndex(one, other, by) ? [[one, other]] : [];
  });
  const [ours, theirs] = [new Set(kept.map(([one]) => one)), new Set(kept.map(([, other]) => other))];
  return {
    gone: now.indexes.filter((one) => !ours.has(one)),
    missing: aim.indexes.filter((one) => !theirs.has(one)),
    kept,
  };
}

function constraintsOf(table: Table): Constraint[] {
  return [...table.constraints.filter((one) => !isOfType(one)), ...inlineChecks(table)];
}

function isOfType(one: Constraint): boolean {
  return one.kind === 'check' && one.typeBound !== undefined;
}
