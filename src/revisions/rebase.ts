import { type RevisionGraph, revisionOf } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { replayOrder } from './plan.ts';
import type { Reparenting } from './rewrite.ts';
import { rowsAt } from './target.ts';
import { ancestors, dependents, descendants, lineAncestors } from './walk.ts';

/** What is asked of a rebase. */
export interface RebaseRequest {
  /** An identifier of the branch that is to be moved. */
  readonly branch?: string | undefined;
  /** An identifier of what it is to stand behind. */
  readonly onto?: string | undefined;
  /** The revisions that must stay where they are, each with the reason. */
  readonly settled: ReadonlyMap<string, string>;
}

/** How the revisions of one line come to stand behind another. */
export interface RebasePlan {
  /** The head of the line that is moved. */
  readonly branch: string;
  readonly onto: string;
  /** The revisions of that line alone, parents first. */
  readonly own: readonly string[];
  /** Those of them whose parents change. */
  readonly changes: readonly Reparenting[];
  /** The heads that are left, in load order. */
  readonly heads: readonly string[];
}

/**
 * Plans to put one's own revisions behind another head: those that the branch revises, and that the other head needs not.
 *
 * @returns `nothing`: why there is nothing to be moved.
 * @throws GraphError when it is not clear what is to be moved, or when it cannot be
 */
export function planRebase(graph: RevisionGraph, request: RebaseRequest): RebasePlan | { readonly nothing: string } {
  const sides = sidesOf(graph, request);
  if ('nothing' in sides) return sides;
  const { branch, onto } = sides;
  const moved = ownOf(graph, branch, onto);
  const own = replayOrder(graph, [branch]).filter((id) => moved.has(id));
  if (own.length === 0) return { nothing: `${branch} is below ${onto} already` };
  const changes = own.flatMap((id) => reparenting(graph, id, moved, onto));
  if (changes.length === 0) return { nothing: `${branch} stands behind ${onto} already` };
  refuseSettled(own, sides, request.settled);
  refuseTakenAlong(graph, own, branch);
  refuseLeftAlone(graph, changes, sides);
  return { branch, onto, own, changes, heads: graph.heads.filter((id) => id !== onto) };
}

interface Sides {
  readonly branch: string;
  readonly onto: string;
}

function sidesOf(graph: RevisionGraph, request: RebaseRequest): Sides | { readonly nothing: string } {
  const { heads } = graph;
  const branch = request.branch === undefined ? undefined : headOf(graph, request.branch);
  // `head` is the default: of two heads, the other one.
  const named = request.onto === 'head' ? undefined : request.onto;
  const onto = named === undefined ? undefined : placeOf(graph, named, branch);
  if (branch !== undefined && branch === onto) {
    const [below] = idsOf(graph, request.branch ?? branch);
    if (below !== branch) return { nothing: `${below} is below ${onto} already` };
    throw new GraphError('not-ancestor', `Revision ${branch} cannot be put behind itself`, {
      argument: request.onto,
      revisions: [branch],
      hint: `the heads are ${heads.join(', ')}`,
    });
  }
  if (branch !== undefined && onto !== undefined) return { branch, onto };
  const [first, second, third] = heads;
  if (first === undefined || second === undefined) {
    return { nothing: first === undefined ? 'there is no revision' : `${first} is the only head` };
  }
  if (third !== undefined) throw severalHeads(graph, branch, onto);
  if (branch !== undefined) return { branch, onto: branch === first ? second : first };
  if (onto !== undefined) return { branch: onto === first ? second : first, onto };
  return chosen(graph, [first, second], request.settled);
}

/** The one head of the branch that an identifier is on. */
function headOf(graph: RevisionGraph, identifier: string): string {
  const above = descendants(graph, idsOf(graph, identifier));
  const [head, ...more] = graph.heads.filter((id) => above.has(id));
  if (head !== undefined && more.length === 0) return head;
  throw new GraphError('multiple-heads', `'${identifier}' is on several branches`, {
    argument: identifier,
    revisions: [...(head === undefined ? [] : [head]), ...more],
    hint: `name the head of one: ${[head, ...more].join(', ')}`,
  });
}

/** A head, the head of a label's branch, or something below the branch, where there may be nothing to do. */
function placeOf(graph: RevisionGraph, identifier: string, branch: string | undefined): string {
  const [id, second] = idsOf(graph, identifier);
  if (id === undefined || second !== undefined) return headOf(graph, identifier);
  if (branch !== undefined && ancestors(graph, [branch]).has(id)) return id;
  const head = headOf(graph, identifier);
  if (head === id || graph.labels.has(identifier)) return head;
  throw new GraphError('not-ancestor', `Revision ${id} is not a head: there would be several still`, {
    argument: identifier,
    revisions: [id],
    hint: `the head of its branch is ${head}`,
  });
}

function idsOf(graph: RevisionGraph, identifier: string): readonly string[] {
  const ids = rowsAt(graph, identifier);
  if (ids.length > 0) return ids;
  throw new GraphError('unknown', `'${identifier}' is no branch: no revision is there`, {
    argument: identifier,
    hint: `the heads are ${graph.heads.join(', ')}`,
  });
}

/** With two heads: the one whose own revisions are neither applied nor released, when those of the other are. */
function chosen(graph: RevisionGraph, heads: readonly [string, string], settled: RebaseRequest['settled']): Sides {
  const [a, b] = heads;
  const isFree = (branch: string, onto: string) => ![...ownOf(graph, branch, onto)].some((id) => settled.has(id));
  const [freeA, freeB] = [isFree(a, b), isFree(b, a)];
  const below = lineAncestors(graph, [a]);
  const related = [...lineAncestors(graph, [b])].some((id) => below.has(id));
  if (related && freeA !== freeB) return freeA ? { branch: a, onto: b } : { branch: b, onto: a };
  if (!freeA && !freeB) {
    throw new GraphError('multiple-heads', `${a} and ${b} both have revisions that are applied or released`, {
      revisions: heads,
      hint: "'tsmig merge heads' joins them, and moves none",
    });
  }
  const why = related ? 'nothing says which of the two heads is yours' : 'the two heads have no revision in common';
  const lines = [sidesText(graph, a, b), sidesText(graph, b, a)];
  throw new GraphError('multiple-heads', why, {
    revisions: heads,
    hint: `say which is moved:\n    ${lines.join('\n    ')}`,
  });
}

function sidesText(graph: RevisionGraph, branch: string, onto: string): string {
  return `tsmig rebase ${branch} --onto ${onto}   moves ${titled(graph, branch)}`;
}

function severalHeads(graph: RevisionGraph, branch: string | undefined, onto: string | undefined): GraphError {
  const others = graph.heads.filter((id) => id !== branch && id !== onto).map((id) => titled(graph, id));
  const [question, answer] =
    branch === undefined
      ? ['which one is to be moved', `tsmig rebase REVISION --onto ${onto ?? 'REVISION'}`]
      : ['behind which one is it to stand', `tsmig rebase ${branch} --onto REVISION`];
  return new GraphError('multiple-heads', `there are ${graph.heads.length} heads: ${question}?`, {
    revisions: graph.heads,
    hint: `${answer}, of ${others.join(', ')}`,
  });
}

function titled(graph: RevisionGraph, id: string): string {
  const { message } = revisionOf(graph, id).node;
  return message === '' ? id : `${id} (${message})`;
}

/** What the branch revises, and the other head does not need: what is only depended on stays where it is. */
function ownOf(graph: RevisionGraph, branch: string, onto: string): Set<string> {
  const needed = ancestors(graph, [onto]);
  return new Set([...lineAncestors(graph, [branch])].filter((id) => !needed.has(id)));
}

/** A root of the line gets the new parent; a merge in it loses what that one implies. */
function reparenting(graph: RevisionGraph, id: string, moved: ReadonlySet<string>, onto: string): Reparenting[] {
  const { down: from } = revisionOf(graph, id);
  const inside = [...new Set(from.filter((parent) => moved.has(parent)))];
  const to = inside.length === 0 ? [onto] : inside;
  return to.join() === from.join() ? [] : [{ id, from, to }];
}

function refuseSettled(own: readonly string[], { branch, onto }: Sides, settled: RebaseRequest['settled']): void {
  const id = own.find((one) => settled.has(one));
  if (id === undefined) return;
  throw new GraphError('not-ancestor', `Revision ${id} cannot be moved: ${settled.get(id)}`, {
    revisions: [id],
    hint: `move the other line, 'tsmig rebase ${onto} --onto ${branch}', or join the two, 'tsmig merge ${branch} ${onto}'`,
  });
}

/** A revision outside of the branch that stands on one of it would come to stand behind the new parent, too. */
function refuseTakenAlong(graph: RevisionGraph, own: readonly string[], branch: string): void {
  const branchOnly = ancestors(graph, [branch]);
  const above = new Set([...dependents(graph, own)].filter((id) => !branchOnly.has(id)));
  for (const base of own) {
    const along = revisionOf(graph, base).allChildren.find((id) => above.has(id));
    if (along === undefined) continue;
    throw new GraphError('not-ancestor', `Revision ${along} would be moved along: it stands on ${base}`, {
      revisions: [along, base],
      hint: `it is not on the branch of ${branch}: join them first, 'tsmig rebase ${along} --onto ${branch}' or 'tsmig merge'`,
    });
  }
}

/** What the other head needs, but does not revise, would be left without a child: one head more instead of one less. */
function refuseLeftAlone(graph: RevisionGraph, changes: readonly Reparenting[], { branch, onto }: Sides): void {
  const lost = new Map<string, number>();
  for (const { from, to } of changes) {
    for (const id of new Set(from)) if (!to.includes(id)) lost.set(id, (lost.get(id) ?? 0) + 1);
  }
  for (const [id, count] of lost) {
    if (id === onto || count < revisionOf(graph, id).children.length) continue;
    throw new GraphError('cycle', `Revision ${id} cannot go behind ${onto}, which depends on it`, {
      revisions: [id, onto],
      hint: `it would become a head of its own; 'tsmig merge ${branch} ${onto}' joins the two lines`,
    });
  }
}
