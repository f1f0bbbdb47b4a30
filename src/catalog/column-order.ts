import { TsmigError } from '../errors.ts';

/** Where a column is to go: before or after others. */
export interface Placement {
  readonly column: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * The order of a rebuilt table's columns, as Alembic finds it: a stable topological sort over the existing order (or the
 * partial orders asked for instead) and the places of the new columns.
 * @param columns all columns, the new ones last.
 * @param placed the new or moved columns, in the order in which they were asked for.
 */
export function orderColumns(
  columns: readonly string[],
  placed: readonly Placement[],
  partialReordering: readonly (readonly string[])[],
): readonly string[] {
  const moving = new Set(placed.map(({ column }) => column));
  const existing = columns.filter((column) => !moving.has(column));
  const partial = partialReordering.length > 0;
  const pairs = partial ? partialReordering.flatMap(neighbours) : neighbours(existing);
  const places: Pair[] = [];
  for (const placement of placed) places.push(...placesOf(placement, existing, places, partial));
  return sortBy([...pairs, ...places], columns);
}

type Pair = readonly [before: string, after: string];

function neighbours(list: readonly string[]): Pair[] {
  return list.slice(1).map((column, at): Pair => [list[at] ?? column, column]);
}

function placesOf(
  { column, before, after }: Placement,
  existing: readonly string[],
  places: readonly Pair[],
  partial: boolean,
): Pair[] {
  let [left, right] = [after, before];
  const last = existing.at(-1);
  if (!partial) {
    if (left !== undefined && right === undefined) {
      const at = existing.indexOf(left);
      right = at >= 0 ? existing[at + 1] : places.findLast(([one]) => one === left)?.[1];
    } else if (right !== undefined && left === undefined) {
      const at = existing.indexOf(right);
      left = at >= 0 ? existing[at - 1] : places.findLast(([, one]) => one === right)?.[0];
    } else if (right === undefined && last !== undefined) {
      left = last;
    }
  }
  const pairs: Pair[] = [];
  if (right !== undefined) pairs.push([column, right]);
  if (left !== undefined) pairs.push([left, column]);
  return pairs;
}

function sortBy(pairs: readonly Pair[], columns: readonly string[]): readonly string[] {
  const sorted: string[] = [];
  let todo = columns;
  while (todo.length > 0) {
    const waiting = new Set(todo);
    const free = todo.filter((column) => !pairs.some(([before, after]) => after === column && waiting.has(before)));
    if (free.length === 0) {
      throw new TsmigError('operation', `the order asked for contradicts itself: ${todo.join(', ')}`, {
        hint: 'change insertBefore, insertAfter or partialReordering',
      });
    }
    sorted.push(...free);
    const taken = new Set(free);
    todo = todo.filter((column) => !taken.has(column));
  }
  return sorted;
}
