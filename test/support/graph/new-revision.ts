import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { merge } from '../../../src/commands/merge.ts';
import { revision } from '../../../src/commands/revision.ts';
import type { Config } from '../../../src/config/config.ts';
import { resolveConfig } from '../../../src/config/resolve.ts';
import { TsmigError } from '../../../src/errors.ts';
import { buildGraph } from '../../../src/revisions/graph.ts';
import { loadRevisions } from '../../../src/revisions/load.ts';
import { type CorpusFailure, type CorpusGraph, listOf, type Names, readGraphs, type Verdict } from '../graph-corpus.ts';
import { verdict } from './verdict.ts';

interface NewCase extends CorpusFailure {
  readonly argv: readonly string[];
  readonly file?: string;
  readonly revision?: string;
  readonly downRevision?: Names;
  readonly branchLabels?: Names;
  readonly dependsOn?: Names;
  readonly docstring?: string;
  readonly headsAfter?: readonly string[];
  readonly effectiveHeadsAfter?: readonly string[];
}

interface NewGraph extends CorpusGraph {
  readonly cases: readonly NewCase[];
}

const oddIds = 'Alembic takes an id with a blank in it; ours refuses it';

/** What `revision` and `merge` write, and their errors. */
export async function judgeNewRevision(): Promise<readonly Verdict[] | undefined> {
  const graphs = readGraphs<NewGraph>('new-revision');
  if (graphs === undefined) return undefined;
  const verdicts: Verdict[] = [];
  for (const graph of graphs) for (const asked of graph.cases) verdicts.push(await judged(graph, asked));
  return verdicts;
}

async function judged(graph: NewGraph, asked: NewCase): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-graph-'));
  const question = `${graph.name}: ${asked.argv.join(' ')}`;
  try {
    const config = resolveConfig({}, folder);
    const files = writeRevisions(graph, config);
    const got = await answer(config, files, asked.argv);
    if (got instanceof TsmigError && readdirSync(config.versionLocations[0] ?? '').length > files.length) {
      return { kind: 'wrong', question, expected: 'no file', got: 'a file, and an error' };
    }
    const oddId = got instanceof TsmigError && got.message.includes('not allowed in revision identifier');
    return verdict(question, asked, got, wanted(asked), oddId ? oddIds : undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function wanted({
  file,
  revision,
  downRevision,
  branchLabels,
  dependsOn,
  docstring = '',
  headsAfter,
  effectiveHeadsAfter,
}: NewCase) {
  return {
    file,
    revision,
    downRevision: listOf(downRevision),
    branchLabels: listOf(branchLabels),
    dependsOn: listOf(dependsOn),
    doc: undated(docstring),
    headsAfter: [...(headsAfter ?? [])].sort(),
    effectiveHeadsAfter: [...(effectiveHeadsAfter ?? [])].sort(),
  };
}

async function answer(config: Config, files: readonly string[], argv: readonly string[]): Promise<unknown> {
  try {
    const { file } = await written(config, argv);
    const revisions = await loadRevisions([...files, file], { modules: {} });
    const made = revisions.at(-1);
    const graph = buildGraph(revisions);
    return {
      file: relative(config.versionLocations[0] ?? '', file).replace(/\.ts$/, ''),
      revision: made?.id,
      downRevision: made?.down,
      branchLabels: made?.branchLabels,
      dependsOn: made?.dependsOn,
      doc: undated(made?.doc ?? ''),
      headsAfter: [...graph.heads].sort(),
      effectiveHeadsAfter: [...graph.effectiveHeads].sort(),
    };
  } catch (error) {
    if (error instanceof TsmigError && error.code !== 'internal') return error;
    throw error;
  }
}

/** Our dates are in ISO 8601, and in UTC; blanks at the ends of lines are not kept in a comment. */
function undated(doc: string): string {
  return doc
    .replace(/^Create Date: .*$/m, 'Create Date:')
    .replace(/ +$/gm, '')
    .trim();
}

function written(config: Config, argv: readonly string[]) {
  const [command, ...words] = argv;
  const positional: string[] = [];
  const options = new Map<string, string>();
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [name = '', value] = word.split('=');
    if (!word.startsWith('-')) positional.push(word);
    else options.set(name, value ?? (name === '--splice' ? 'yes' : (words.shift() ?? '')));
  }
  const label = options.get('--branch-label');
  const dependsOn = options.get('--depends-on');
  const folder = options.get('--version-path');
  const shared = {
    message: options.get('-m'),
    revisionId: options.get('--rev-id') ?? '',
    now: new Date('2026-03-04T05:06:07.890Z'),
    splice: options.has('--splice'),
    branchLabels: label === undefined ? [] : [label],
  };
  if (command === 'merge') return merge(config, { ...shared, revisions: positional });
  return revision(config, {
    ...shared,
    head: options.get('--head'),
    dependsOn: dependsOn === undefined ? [] : [dependsOn],
    versionPath: folder === undefined ? undefined : folder === '<versions>' ? config.versionLocations[0] : folder,
  });
}

function writeRevisions({ revisions }: CorpusGraph, { versionLocations: [folder = ''] }: Config): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return revisions.map(({ revision, downRevision, branchLabels, dependsOn, message }, index) => {
    const file = join(folder, `${String(index).padStart(4, '0')}.ts`);
    const names = {
      revision,
      downRevision: downRevision ?? null,
      branchLabels: branchLabels ?? null,
      dependsOn: dependsOn ?? null,
    };
    const lines = Object.entries(names).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
    writeFileSync(
      file,
      `/** ${message} */\n${lines.join('')}export function upgrade() {}\nexport function downgrade() {}\n`,
    );
    return file;
  });
}
