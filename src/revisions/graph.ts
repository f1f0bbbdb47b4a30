import { refuseCycles, refuseSelfLoops } from './cycles.ts';
import { GraphError } from './graph-error.ts';
import { spreadLabels } from './labels.ts';
import type { RevisionNode } from './revision.ts';
import { related } from './walk.ts';

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
  /** Id -> the length of the longest way down to a base: an ancestor's is always smaller. */
  readonly levels: ReadonlyMap<string, number>;
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
  for (const draft of drafts.values()) linkToParents(draft, drafts, labels);
  for (const draft of drafts.values()) {
    draft.children.sort(byCodeUnits);
    draft.allChildren.sort(byCodeUnits);
  }
  const levels = refuseCycles(drafts);
  normalizeDependencies(drafts);
  spreadLabels(nodes, drafts);

  const all = [...drafts.values()];
  const ids = (test: (draft: Draft) => boolean): string[] => all.filter(test).map(({ id }) => id);
  return {
    revisions: new Map(all.map((draft) => [draft.id, frozen(draft)])),
    labels,
    names: new Map(),
    heads: ids(({ children }) => children.length === 0),
    effectiveHeads: ids(({ allChildren }) => allChildren.length === 0),
    bases: ids(({ down }) => down.length === 0),
    effectiveBases: ids(({ down, dependencies }) => down.length === 0 && dependencies.length === 0),
    branchPoints: ids(({ children }) => children.length > 1),
    mergePoints: ids(({ down }) => down.length > 1),
    levels,
  };
}

/** A revision of a graph by its id; the id must be one. */
export function revisionOf<R>(graph: { readonly revisions: ReadonlyMap<string, R> }, id: string): R {
  const revision = graph.revisions.get(id);
  if (revision === undefined) throw unknownRevision(id);
  return revision;
}

/** A revision of the graph while it is built. */
export interface Draft extends GraphRevision {
  dependencies: string[];
  normalizedDown: string[];
  readonly children: string[];
  readonly allChildren: string[];
  readonly labels: Set<string>;
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
    branchLabels: [],
    labels: new Set(node.branchLabels),
  };
}

function frozen({ labels, ...draft }: Draft): GraphRevision {
  return { ...draft, branchLabels: [...labels].sort(byCodeUnits) };
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

function linkToParents(draft: Draft, drafts: ReadonlyMap<string, Draft>, labels: ReadonlyMap<string, string>): void {
  const { node } = draft;
  for (const id of new Set(node.down)) {
    const parent = drafts.get(id);
    if (!parent) throw missing(node, id, 'downRevision', 'a parent is named by its whole revision id');
    parent.children.push(node.id);
    parent.allChildren.push(node.id);
  }
  draft.dependencies = [...new Set(node.dependsOn.map((name) => dependencyOf(node, name, drafts, labels)))];
  for (const id of draft.dependencies) {
    if (!node.down.includes(id)) drafts.get(id)?.allChildren.push(node.id);
  }
}

function dependencyOf(
  node: RevisionNode,
  name: string,
  drafts: ReadonlyMap<string, Draft>,
  labels: ReadonlyMap<string, string>,
): string {
  const exact = drafts.get(name)?.id ?? labels.get(name);
  if (exact !== undefined) return exact;
  const partial = name.length < 4 ? [] : [...drafts.keys()].filter((id) => id.startsWith(name));
  const [only, second] = partial;
  if (only === undefined) throw missing(node, name, 'dependsOn', 'a dependency is a revision id or a branch label');
  if (second !== undefined) {
    throw new GraphError('ambiguous', `Multiple revisions start with '${name}', on which revision ${node.id} depends`, {
      revisions: partial,
      argument: name,
      file: node.file,
      hint: 'name the dependency by its whole revision id',
    });
  }
  return only;
}

function missing(node: RevisionNode, name: string, key: string, hint: string): GraphError {
  return new GraphError('missing', `Revision ${name} referenced from ${node.id} (${key}) is not present`, {
    revisions: [node.id],
    argument: name,
    file: node.file,
    hint: `${hint}; is its file missing from the version locations?`,
  });
}

/**
 * Leaves out the dependencies that an ancestor has too. For each revision on which several depend,
 * one walk finds everything above a dependent: so the cost does not grow with the pairs.
 */
function normalizeDependencies(drafts: ReadonlyMap<string, Draft>): void {
  const dependents = new Map<string, Draft[]>();
  for (const draft of drafts.values()) {
    for (const id of draft.dependencies) {
      const list = dependents.get(id);
      if (list) list.push(draft);
      else dependents.set(id, [draft]);
    }
  }
  const implied = new Map<Draft, Set<string>>();
  for (const [id, list] of dependents) {
    if (list.length === 1) continue;
    const children = new Set(list.flatMap((draft) => draft.children));
    const above = new Set(related(children, (child) => drafts.get(child)?.children ?? []));
    for (const draft of list) {
      if (above.has(draft.id)) implied.set(draft, (implied.get(draft) ?? new Set()).add(id));
    }
  }
  for (const draft of drafts.values()) {
    const needed = draft.dependencies.filter((id) => !implied.get(draft)?.has(id));
    draft.normalizedDown = [...new Set([...draft.down, ...needed])];
  }
}
