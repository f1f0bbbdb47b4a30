import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type RevisionGraph, revisionOf } from '../revisions/graph.ts';
import { GraphError } from '../revisions/graph-error.ts';
import { resolveOne } from '../revisions/identifier.ts';
import { ancestors, descendants } from '../revisions/walk.ts';
import { readRecords } from './records.ts';

/** The head of the branch that is moved, and the revision behind which it goes. */
export interface Sides {
  readonly branch: string;
  readonly onto: string;
}

/** Revisions that must stay where they are, each with who says so. */
export type Settled = ReadonlyMap<string, string>;

/** The revisions that a database has, by the version file, or a release, by its tag; and all below them. */
export async function settledRevisions({ versionFile }: Config, graph: RevisionGraph): Promise<Settled> {
  const settled = new Map<string, string>();
  const settle = (ids: readonly string[], by: string) => {
    const known = ids.filter((id) => graph.revisions.has(id));
    for (const id of ancestors(graph, known)) if (!settled.has(id)) settled.set(id, by);
  };
  const records = versionFile === undefined ? {} : await readRecords(versionFile);
  for (const [name, ids] of Object.entries(records)) settle(ids, `the version file has it in ${name}`);
  for (const [tag, ids] of graph.names) settle(ids, `release ${tag} has it`);
  return settled;
}

/**
 * Which branch is moved, and behind what. What is not said is told only where there is no other choice: of two heads, the one
 * that is not settled is one's own.
 *
 * @throws TsmigError `usage` when it must be said, GraphError when what is said does not fit the graph.
 */
export function sidesOf(
  graph: RevisionGraph,
  settled: Settled,
  asked: { readonly branch?: string | undefined; readonly onto?: string | undefined },
): Sides | undefined {
  const { heads } = graph;
  const branch = asked.branch === undefined ? undefined : headOf(graph, asked.branch);
  // As the default: of two heads, the other one.
  const onto = asked.onto === undefined || asked.onto === 'head' ? undefined : revisionNamed(graph, asked.onto);
  if (branch !== undefined && onto !== undefined) return { branch, onto };
  if (heads.length < 2) return undefined;
  if (branch !== undefined)
    return {
      branch,
      onto: only(
        graph,
        heads.filter((head) => head !== branch),
        '--onto',
      ),
    };
  if (onto !== undefined) {
    return {
      onto,
      branch: only(
        graph,
        heads.filter((head) => !ancestors(graph, [head]).has(onto)),
        'the branch',
      ),
    };
  }
  const free = heads.filter((head) => !ownOf(graph, head).some((id) => settled.has(id)));
  const [own, second] = free;
  if (own === undefined || second !== undefined || heads.length > 2) throw undecided(graph);
  return {
    branch: own,
    onto: only(
      graph,
      heads.filter((head) => head !== own),
      '--onto',
    ),
  };
}

/** What a head has that no other head has. */
function ownOf(graph: RevisionGraph, head: string): readonly string[] {
  const others = ancestors(
    graph,
    graph.heads.filter((other) => other !== head),
  );
  return [...ancestors(graph, [head])].filter((id) => !others.has(id));
}

function revisionNamed(graph: RevisionGraph, identifier: string): string {
  const id = resolveOne(graph, identifier);
  if (id !== null) return id;
  throw new GraphError('unknown', `'${identifier}' is no revision`, { argument: identifier, hint: 'name a head' });
}

/** The head of the branch that a revision or label is on. */
function headOf(graph: RevisionGraph, identifier: string): string {
  const id = revisionNamed(graph, identifier);
  const heads = [...descendants(graph, [id])].filter((one) => revisionOf(graph, one).children.length === 0);
  const [head, second] = heads;
  if (head !== undefined && second === undefined) return head;
  throw new GraphError('ambiguous', `'${identifier}' is on the way to several heads`, {
    argument: identifier,
    revisions: heads,
    hint: `say which: ${heads.join(', ')}`,
  });
}

function only(graph: RevisionGraph, choices: readonly string[], what: string): string {
  const [choice, second] = choices;
  if (choice !== undefined && second === undefined) return choice;
  throw new TsmigError('usage', `${what} must be said: there is not one choice`, {
    hint: `the heads are ${graph.heads.map((head) => described(graph, head)).join(', ')}`,
  });
}

function undecided(graph: RevisionGraph): TsmigError {
  const [one = '', other = ''] = graph.heads;
  const lines = [
    `tsmig rebase ${one} --onto ${other}   moves ${described(graph, one)}`,
    `tsmig rebase ${other} --onto ${one}   moves ${described(graph, other)}`,
  ];
  const all = graph.heads.map((head) => described(graph, head)).join(', ');
  return new TsmigError('usage', 'which of the heads is your own cannot be told', {
    hint:
      graph.heads.length === 2
        ? `say which is moved:\n    ${lines.join('\n    ')}`
        : `the heads are ${all}; tsmig rebase <own> --onto <other>`,
  });
}

function described(graph: RevisionGraph, id: string): string {
  const { message } = revisionOf(graph, id).node;
  return message === '' ? id : `${id} (${message})`;
}
