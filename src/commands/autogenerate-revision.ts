import type { MigrationScript } from '../autogenerate/hooks.ts';
import type { RenameCandidate } from '../catalog/diff-options.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type Comparison, compare, directed } from './autogenerate.ts';
import { type NewRevision, type RevisionBody, type WrittenRevision, writeRevision } from './new-revision.ts';
import { bodyOf, together } from './revision-body.ts';
import { loadGraph, type ProjectGraph } from './revisions.ts';

export type { RenameCandidate };

/** What `revision --autogenerate` takes. */
export interface AutogenerateArguments extends Omit<NewRevision, 'heads' | 'body'> {
  readonly head?: string | undefined;
  /** `users.email=users.email_address`, `users=people`. */
  readonly renames?: readonly string[] | undefined;
  /** Asked which of the candidates are renames; gives those that are. */
  readonly ask?: ((candidates: readonly RenameCandidate[]) => Promise<readonly RenameCandidate[]>) | undefined;
}

/** What `revision --autogenerate` gives. */
export interface AutogenerateResult {
  /** Undefined where a hook wants no file. */
  readonly written: WrittenRevision | undefined;
  /** What was found, database by database, as a hook left it. */
  readonly scripts: readonly { readonly comparison: Comparison; readonly script: MigrationScript }[];
  readonly warnings: readonly string[];
}

/**
 * Writes a revision that makes the history into the models.
 *
 * @param configs one for each of several databases.
 * @throws TsmigError when there are no models, when history or models cannot be read, and as `revision`.
 */
export async function autogenerate(
  configs: readonly Config[],
  { head = 'head', renames = [], ask, ...asked }: AutogenerateArguments,
): Promise<AutogenerateResult> {
  const scripts: { readonly comparison: Comparison; readonly script: MigrationScript }[] = [];
  const warnings: string[] = [];
  const [first] = configs;
  if (first === undefined) throw new TsmigError('internal', 'there is no configuration');
  for (const config of configs) {
    const project = await loadGraph(config, 'empty');
    const comparison = await answered(config, project, renames, ask);
    const script = directed(comparison, project.graph.heads, asked.message);
    const of = config.database === undefined ? '' : `${config.database}: `;
    warnings.push(...[...comparison.warnings, ...comparison.candidates.map(hint)].map((text) => of + text));
    if (script !== undefined) scripts.push({ comparison, script });
  }
  if (scripts.length === 0) return { written: undefined, scripts, warnings };
  const bodies = new Map(
    scripts.map(({ comparison, script }) => [comparison.config.database ?? '', bodyOf(comparison, script)]),
  );
  const body: RevisionBody | undefined = bodies.get('') ?? together(bodies);
  const message = scripts[0]?.script.message ?? asked.message;
  const written = await writeRevision({ ...first, database: undefined }, { ...asked, message, heads: [head], body });
  return { written, scripts, warnings };
}

/** Compares, and again with the renames that are answered for. */
async function answered(
  config: Config,
  project: ProjectGraph,
  said: readonly string[],
  ask: AutogenerateArguments['ask'],
): Promise<Comparison> {
  const comparison = await compare(config, project, { renames: said });
  if (ask === undefined || comparison.candidates.length === 0) return comparison;
  const renamed = await ask(comparison.candidates);
  if (renamed.length === 0) return comparison;
  return answered(config, project, [...said, ...renamed.map(renameText)], undefined);
}

/** A rename as `--rename` says it. */
function renameText({ kind, table, from, to }: RenameCandidate): string {
  const schema = table.schema === undefined ? '' : `${table.schema}.`;
  if (kind === 'table') return `${schema}${from}=${schema}${to}`;
  return `${schema}${table.name}.${from}=${schema}${table.name}.${to}`;
}

function hint(candidate: RenameCandidate): string {
  const [from, to] = renameText(candidate).split('=');
  return `${from} goes and ${to} comes; if that is one and the same, say --rename ${renameText(candidate)}, or renamedFrom: '${candidate.from}' in the model`;
}
