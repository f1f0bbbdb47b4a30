import { refuseCycles, refuseSelfLoops } from './cycles.ts';
import { dependencyResolver, normalizeDependencies } from './dependencies.ts';
import { GraphError, missing } from './graph-error.ts';
import { type BranchLabels, none, sortedLabels, spreadLabels } from './labels.ts';
import type { RevisionNode } from './revision.ts';

/** A revision in its graph. Lists of parents keep the order of the file, lists of children are sorted. */
export interface GraphRevision {
  readonly node: RevisionNode;
  readonly id: string;
  readonly down: readonly string[];
  /** The ids of the dependencies, labels and partial ids resolved. */
  readonly dependencies: readonly string[];
  /** The parents, then the dependencies that no ancestor has already. */
  readonly normalizedDown: readonly string[];
  /** Revisions that revise this one. */
  readonly children: readonly string[];
  /** Revisions that revise or depend on this one. */
  readonly allChildren: readonly string[];
  /** Its own labels and those of its branch, sorted. */
  readonly branchLabels: readonly string[];
}

/** The revisions of a project and how they hang together. Pure data; built by `buildGraph`. */
export interface RevisionGraph {
  /** By id, in the order in which the files were loaded. */
  readonly revisions: ReadonlyMap<string, GraphRevision>;
  /** Label -> the id of the revision that declares it. */
  readonly labels: ReadonlyMap<string, string>;
  /** Name -> ids: the releases' tags, and `current` where it is known where the database stands. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Revisions that none revises. */
  readonly heads: readonly string[];
  /** Revisions that none revises or depends on. */
  readonly effectiveHeads: readonly string[];
  /** Revisions that revise none. */
  readonly bases: readonly string[];
  /** Revisions that neither revise nor depend on another. */
  readonly effectiveBases: readonly string[];
  readonly branchPoints: readonly string[];
  readonly mergePoints: readonly string[];
}

/**
 * Builds the graph of revisions.
 *
 * @param nodes the revisions, in the order of their files
 * @throws GraphError when an id or a label is used twice, a parent or dependency is missing, or there is a cycle
 */
export function buildGraph(nodes: readonly RevisionNode[]): RevisionGraph {
  refuseSelfLoops(nodes);
  const drafts = new Map<string, Draft>();
  for (const node of nodes) {
    const twin = drafts.get(node.id);
    if (twin) throw duplicate(twin.node, node);
    drafts.set(node.id, draftOf(node));
  }
  const labels = ownersOfLabels(nodes, drafts);
  const resolve = dependencyResolver(drafts, labels);
  for (const draft of drafts.values()) linkToParents(draft, drafts, resolve);
  for (const draft of drafts.values()) {
    draft.children.sort(byCodeUnits);
    draft.allChildren.sort(byCodeUnits);
  }
  const parentsFirst = refuseCycles(drafts);
  normalizeDependencies(parentsFirst, drafts);
  spreadLabels(parentsFirst, drafts);

  const all = [...drafts.values()];
  const ids = (test: (draft: Draft) => boolean): string[] => all.filter(test).map(({ id }) => id);
  return {
    revisions: new Map(all.map((draft) => [draft.id, revisionFrom(draft)])),
    labels,
    names: new Map(),
    heads: ids(({ children }) => children.length === 0),
    effectiveHeads: ids(({ allChildren }) => allChildren.length === 0),
    bases: ids(({ down }) => down.length === 0),
    effectiveBases: ids(({ down, dependencies }) => down.length === 0 && dependencies.length === 0),
    branchPoints: ids(({ children }) => children.length > 1),
    mergePoints: ids(({ down }) => down.length > 1),
  };
}

/** A revision of a graph by its id; the id must be one. */
export function revisionOf<R>(graph: { readonly revisions: ReadonlyMap<string, R> }, id: string): R {
  const revision = graph.revisions.get(id);
  if (revision === undefined) throw unknownRevision(id);
  return revision;
}

/** A revision of the graph while it is built. */
export interface Draft extends Omit<GraphRevision, 'branchLabels'> {
  dependencies: string[];
  normalizedDown: string[];
  readonly children: string[];
  readonly allChildren: string[];
  labels: BranchLabels;
}

/** The order of ids wherever no other is given. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unknownRevision(id: string): GraphError {
  return new GraphError('unknown', `Can't locate revision identified by '${id}'`, { argument: id });
}

function draftOf(node: RevisionNode): Draft {
  return {
    node,
    id: node.id,
    down: node.down,
    dependencies: [],
    normalizedDown: [],
    children: [],
    allChildren: [],
    labels: none,
  };
}

function revisionFrom({ labels, ...draft }: Draft): GraphRevision {
  return {
    ...draft,
    get branchLabels() {
      return sortedLabels(labels);
    },
  };
}

function duplicate(first: RevisionNode, second: RevisionNode): GraphError {
  return new GraphError(
    'duplicate',
    `Revision ${second.id} is present more than once: in ${first.file} and in ${second.file}`,
    {
      revisions: [second.id],
      file: second.file,
      hint: 'give one of them another id, or remove the copy',
    },
  );
}

function ownersOfLabels(nodes: readonly RevisionNode[], drafts: ReadonlyMap<string, Draft>): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { id, branchLabels, file } of nodes) {
    for (const label of branchLabels) {
      const other = drafts.get(label)?.id ?? owners.get(label);
      if (other !== undefined) {
        throw new GraphError('label', `Branch name '${label}' in revision ${id} already used by revision ${other}`, {
          revisions: [other, id],
          file,
          hint: 'a label must differ from all other labels and from all revision ids',
        });
      }
      owners.set(label, id);
    }
  }
  return owners;
}

function linkToParents(
  draft: Draft,
  drafts: ReadonlyMap<string, Draft>,
  resolve: (node: RevisionNode) => string[],
): void {
  const { node } = draft;
  const down = new Set(node.down);
  for (const id of down) {
    const parent = drafts.get(id);
    if (!parent) throw missing(node, id, 'downRevision', 'a parent is named by its whole revision id');
    parent.children.push(node.id);
    parent.allChildren.push(node.id);
  }
  draft.dependencies = resolve(node);
  for (const id of draft.dependencies) {
    if (!down.has(id)) drafts.get(id)?.allChildren.push(node.id);
  }
}
