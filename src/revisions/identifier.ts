import type { RevisionGraph } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { lineage } from './walk.ts';

/**
 * What one place in the graph is: a revision's id, `null` for base, `undefined` for nothing (a walk that left the graph).
 */
export type Place = string | null | undefined;

/** An identifier split at its branch label, its symbol resolved as far as it goes without looking anything up. */
interface Symbolic {
  readonly ids: readonly string[];
  readonly label: string | undefined;
  /** The symbol, where it is one of the graph's names. */
  readonly name?: string;
}

/**
 * The one revision that an identifier names: a whole or partial id, a label, `head`, `base`, `label@…`. `null`: base.
 *
 * @throws GraphError when it names none or several
 */
export function resolveOne(graph: RevisionGraph, identifier: string): string | null {
  const { ids, label, name } = symbolic(graph, identifier);
  if (ids.length > 1) throw name === undefined ? multipleHeads(ids, identifier) : severalAt(name, ids, identifier);
  const branch = label ? branchAt(graph, label) : undefined;
  return ids[0] === undefined ? null : lookUp(graph, ids[0], branch);
}

/** The revisions that `heads`, `label@heads` or an identifier of one revision names; empty: base. */
export function resolveSeveral(graph: RevisionGraph, identifier: string): string[] {
  const { ids, label } = symbolic(graph, identifier);
  const branch = label && ids.length > 0 ? branchAt(graph, label) : undefined;
  return ids.map((id) => lookUp(graph, id, branch));
}

/** `label` as the branch that it names: the id of a label, or of a revision that stands for its branch. */
export function resolveBranch(graph: RevisionGraph, label: string): string {
  const exact = known(graph, label);
  if (exact !== undefined) return exact;
  try {
    return lookUp(graph, label);
  } catch (cause) {
    if (!(cause instanceof GraphError)) throw cause;
    throw unresolved(label, 'unknown', `No such branch: '${label}'`, [], cause);
  }
}

/** Those of the revisions that are on the branch: its line, up and down. */
export function onBranch(graph: RevisionGraph, ids: readonly string[], branch: string): string[] {
  if (ids.length === 0) return [];
  const against = branchAndIds(graph, branch);
  if (against.length === 0) return [...ids];
  const line = lineage(graph, against);
  return ids.filter((id) => line.has(id));
}

/** The branch and the revisions that an identifier names, on whose lines others may be; none: all lines. */
export function branchAndIds(graph: RevisionGraph, identifier: string): string[] {
  const { ids, label } = symbolic(graph, identifier);
  return [...(label ? [label] : []), ...ids].map((id) => lookUp(graph, id));
}

/** The error of an identifier that was asked for one revision and names several. */
export function multipleHeads(heads: readonly string[], argument: string): GraphError {
  return new GraphError(
    'multiple-heads',
    `Multiple head revisions are present for given argument '${argument}'; please specify a specific target revision, ` +
      `'<branchname>@${argument}' to narrow to a specific head, or 'heads' for all heads`,
    { revisions: heads, argument, hint: `the heads are ${heads.join(', ')}` },
  );
}

function symbolic(graph: RevisionGraph, identifier: string): Symbolic {
  const at = identifier.indexOf('@');
  const label = at < 0 ? undefined : identifier.slice(0, at);
  const symbol = at < 0 ? identifier : identifier.slice(at + 1);
  switch (symbol) {
    case 'base':
      return { ids: [], label };
    case 'heads':
      return { ids: label ? onBranch(graph, graph.heads, label) : graph.effectiveHeads, label };
    case 'head': {
      const heads = label ? onBranch(graph, graph.heads, label) : graph.heads;
      if (heads.length > 1) throw multipleHeads(heads, label ? `${label}@head` : 'head');
      return { ids: heads, label };
    }
    default: {
      const named = graph.names.get(symbol);
      if (named !== undefined)
        return { ids: label ? namedOn(graph, symbol, named, label) : named, label, name: symbol };
      if (symbol === 'current' && known(graph, symbol) === undefined) {
        throw unresolved(symbol, 'unknown', currentUnknown);
      }
      return { ids: [symbol], label };
    }
  }
}

const currentUnknown =
  'it is not known where the database stands: say it with --from <revisions>, or keep it in a versionFile, which the configuration names';

/** Those revisions of a name that are on the branch. */
function namedOn(graph: RevisionGraph, name: string, ids: readonly string[], label: string): readonly string[] {
  const found = onBranch(graph, ids, label);
  if (found.length > 0 || ids.length === 0) return found;
  throw new GraphError('not-in-branch', `'${name}' has no revision on branch '${label}'`, {
    argument: `${label}@${name}`,
    revisions: ids,
    hint: `it stands for ${ids.join(', ')}`,
  });
}

function severalAt(name: string, ids: readonly string[], argument: string): GraphError {
  return new GraphError('ambiguous', `'${name}' stands for several revisions: ${ids.join(', ')}`, {
    argument,
    revisions: ids,
    hint: `name one of them, or its branch: '<branchname>@${name}'`,
  });
}

function known(graph: RevisionGraph, name: string): string | undefined {
  return graph.revisions.has(name) ? name : graph.labels.get(name);
}

/** A branch that an identifier is confined to. */
interface Branch {
  readonly label: string;
  readonly line: ReadonlySet<string>;
}

function branchAt(graph: RevisionGraph, label: string): Branch {
  return { label, line: lineage(graph, [resolveBranch(graph, label)]) };
}

function lookUp(graph: RevisionGraph, name: string, branch?: Branch): string {
  const id = known(graph, name) ?? byPrefix(graph, name, branch);
  if (branch === undefined || branch.line.has(id)) return id;
  throw unresolved(name, 'not-in-branch', `Revision ${id} is not a member of branch '${branch.label}'`, [id]);
}

/** Ids and labels of at least four characters are found by their beginning. */
function byPrefix(graph: RevisionGraph, prefix: string, branch: Branch | undefined): string {
  if (prefix === '') throw unresolved(prefix, 'unknown', 'a revision identifier cannot be empty');
  const names = [...graph.revisions.keys(), ...graph.labels.keys()];
  const matches = names.filter((name) => {
    if (name.length < 4 || !name.startsWith(prefix)) return false;
    return branch === undefined || branch.line.has(known(graph, name) ?? name);
  });
  const [only, second] = matches;
  if (only === undefined) {
    const enough = prefix.length >= 4;
    throw unresolved(
      prefix,
      'unknown',
      `No such revision or branch '${prefix}'` +
        (enough ? '' : '; please ensure at least four characters are present for partial revision identifier matches'),
    );
  }
  if (second !== undefined) {
    const some = matches
      .slice(0, 3)
      .map((name) => `'${name}'`)
      .join(', ');
    throw unresolved(prefix, 'ambiguous', `Multiple revisions start with '${prefix}': ${some}...`, matches);
  }
  return known(graph, only) ?? only;
}

/** Alembic's sentence, and why as the hint. */
function unresolved(
  argument: string,
  problem: 'unknown' | 'ambiguous' | 'not-in-branch',
  why: string,
  revisions: readonly string[] = [],
  cause?: unknown,
): GraphError {
  return new GraphError(problem, `Can't locate revision identified by '${argument}'`, {
    argument,
    revisions,
    hint: why,
    cause,
  });
}
