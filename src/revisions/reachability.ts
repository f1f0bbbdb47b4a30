/**
 * Tells whether the ways down from one revision lead to another, nearly always without going them.
 *
 * A walk of the whole graph, depth first, numbers each revision as it leaves it. A revision leads to those that the walk
 * left between entering and leaving it; and to none whose lowest number is below its own lowest, or whose number is above
 * its own. What two walks leave open, which take the parents in opposite orders, is searched for.
 * (Yıldırım, Chaoji, Zaki: GRAIL, https://doi.org/10.14778/1920841.1920879)
 *
 * @param parents of each revision; revisions are numbers
 */
export function reachability(parents: readonly (readonly number[])[]): (from: number, to: number) => boolean {
  const [one, other] = [walkOf(parents, 1), walkOf(parents, -1)];
  const searched = new Int32Array(parents.length);
  const todo: number[] = [];
  let searches = 0;
  return (from, to) => {
    if (isMet(one, from, to) || isMet(other, from, to)) return true;
    if (!mayLead(one, from, to) || !mayLead(other, from, to)) return false;
    searches++;
    todo.length = 0;
    todo.push(from);
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      for (const parent of parents[at] as readonly number[]) {
        if (parent === to || isMet(one, parent, to) || isMet(other, parent, to)) return true;
        if (searched[parent] === searches || !mayLead(one, parent, to) || !mayLead(other, parent, to)) continue;
        searched[parent] = searches;
        todo.push(parent);
      }
    }
    return false;
  };
}

/** What a walk counts, by revision: how many it had left when it entered it, its number, and the lowest below it. */
interface Walk {
  readonly entered: Int32Array;
  readonly left: Int32Array;
  readonly lowest: Int32Array;
}

function walkOf(parents: readonly (readonly number[])[], direction: 1 | -1): Walk {
  const size = parents.length;
  const [entered, left, lowest] = [new Int32Array(size).fill(-1), new Int32Array(size), new Int32Array(size)];
  const lists = direction === 1 ? parents : parents.map((list) => list.toReversed());
  /** Which of its parents is next. */
  const next = new Int32Array(size);
  let count = 0;
  for (let step = 0; step < size; step++) {
    const way = [direction === 1 ? step : size - 1 - step];
    if (entered[way[0] as number] !== -1) continue;
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      if (entered[at] === -1) entered[at] = count;
      const list = lists[at] as readonly number[];
      const parent = list[num(next, at)];
      next[at] = num(next, at) + 1;
      if (parent === undefined) {
        lowest[at] = list.reduce((least, id) => Math.min(least, num(lowest, id)), count);
        left[at] = count++;
        way.pop();
      } else if (entered[parent] === -1) way.push(parent);
    }
  }
  return { entered, left, lowest };
}

function isMet({ entered, left }: Walk, from: number, to: number): boolean {
  return num(entered, from) <= num(left, to) && num(left, to) < num(left, from);
}

function mayLead({ left, lowest }: Walk, from: number, to: number): boolean {
  return num(left, to) < num(left, from) && num(lowest, from) <= num(lowest, to);
}

function num(numbers: Int32Array, at: number): number {
  return numbers[at] as number;
}
