import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downgrade } from '../../../src/commands/downgrade.ts';
import { stamp } from '../../../src/commands/stamp.ts';
import { upgrade } from '../../../src/commands/upgrade.ts';
import type { Config } from '../../../src/config/config.ts';
import { resolveConfig } from '../../../src/config/resolve.ts';
import { TsmigError } from '../../../src/errors.ts';
import { type CorpusFailure, type CorpusGraph, listOf, readGraphs, type Verdict } from '../graph-corpus.ts';
import { verdict } from './verdict.ts';

interface ScriptCase extends CorpusFailure {
  /** `upgrade head --sql`: a command, what it is given, and `--sql`. */
  readonly argv: readonly string[];
  readonly script?: string;
}

interface ScriptGraph extends CorpusGraph {
  readonly cases: readonly ScriptCase[];
}

export const blankIds = 'Alembic takes ids with blanks; ours refuses them, and answers as Alembic where each is a _';

/** Whole scripts, of revision files that do nothing. */
export async function judgeScripts(): Promise<readonly Verdict[] | undefined> {
  const graphs = readGraphs<ScriptGraph>('scripts');
  if (graphs === undefined) return undefined;
  const verdicts: Verdict[] = [];
  for (const graph of graphs) {
    const asGiven = await judgeGraph(graph);
    const withoutBlanks = renamed(graph);
    verdicts.push(...(withoutBlanks === undefined ? asGiven : refusing(asGiven, await judgeGraph(withoutBlanks))));
  }
  return verdicts;
}

async function judgeGraph(graph: ScriptGraph): Promise<readonly Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-graph-'));
  const verdicts: Verdict[] = [];
  try {
    // The corpus has no dialect; PostgreSQL says the version table in the same words.
    const config = resolveConfig({ dialect: 'postgresql', transactionalDdl: false }, folder);
    writeRevisions(graph, config);
    for (const asked of graph.cases) {
      const got = await answer(config, asked.argv);
      verdicts.push(verdict(`${graph.name}: ${asked.argv.join(' ')}`, asked, got, comparable(asked.script ?? '')));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return verdicts;
}

/** The graph and its answers with `_` for the blanks of ids; undefined: no id has any. */
function renamed(graph: ScriptGraph): ScriptGraph | undefined {
  const ids = graph.revisions.map(({ revision }) => revision).filter((id) => id.includes(' '));
  if (ids.length === 0) return undefined;
  const text = ids.reduce((all, id) => all.replaceAll(id, id.replaceAll(' ', '_')), JSON.stringify(graph));
  return JSON.parse(text) as ScriptGraph;
}

function refusing(asGiven: readonly Verdict[], withoutBlanks: readonly Verdict[]): Verdict[] {
  return withoutBlanks.map((other, index) => {
    const refused = JSON.stringify(asGiven[index]?.got ?? '').includes("Character(s) ' ' not allowed");
    return refused && other.kind === 'equal' ? { ...other, kind: 'different', reason: blankIds } : other;
  });
}

async function answer(config: Config, argv: readonly string[]): Promise<string | TsmigError> {
  try {
    return comparable((await rendered(config, argv)).script);
  } catch (error) {
    if (error instanceof TsmigError && error.code !== 'internal') return error;
    throw error;
  }
}

function rendered(config: Config, argv: readonly string[]): Promise<{ readonly script: string }> {
  const [command, ...rest] = argv;
  const words = rest.filter((word) => word !== '--sql');
  const [range = ''] = words;
  switch (command) {
    case 'upgrade':
      return upgrade(config, { range });
    case 'downgrade':
      return downgrade(config, { range });
    case 'stamp':
      return stamp(config, { revisions: words });
    default:
      throw new Error(`the corpus asks for ${argv.join(' ')}`);
  }
}

/** Without what differs on purpose: our comment line with the revision's message, and Alembic's blank after a comma at the end of a line. */
function comparable(script: string): string {
  return script.replace(/^(-- Running (?:up|down)grade .*\n)-- .*\n/gm, '$1').replace(/, +$/gm, ',');
}

function writeRevisions({ revisions }: CorpusGraph, { versionLocations: [folder = ''] }: Config): void {
  mkdirSync(folder, { recursive: true });
  for (const [index, { revision, downRevision, branchLabels, dependsOn, message }] of revisions.entries()) {
    const file = join(folder, `${String(index).padStart(4, '0')}.ts`);
    const exported = { revision, downRevision, branchLabels, dependsOn };
    const lines = Object.entries(exported).map(
      ([name, value]) => `export const ${name} = ${JSON.stringify(name === 'revision' ? value : listOf(value))};`,
    );
    const functions = 'export function upgrade() {}\nexport function downgrade() {}\n';
    writeFileSync(file, `/**\n * ${message}\n */\n${lines.join('\n')}\n${functions}`);
  }
}
