import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDate } from '../../../src/commands/create-date.ts';
import { fileName } from '../../../src/commands/file-name.ts';
import { runCli, temporaryFolder } from '../cli.ts';
import {
  type CorpusFailure,
  type CorpusGraph,
  type CorpusRevision,
  listOf,
  readGraphs,
  type Verdict,
} from '../graph-corpus.ts';

/** A command line and what Alembic prints. */
interface Case extends CorpusFailure {
  readonly argv: readonly string[];
  /** The rows of the version table, where the command needs them. */
  readonly rows?: readonly string[];
  readonly stdout?: string;
}

interface Graph extends CorpusGraph {
  readonly cases: readonly Case[];
}

type Told = Awaited<ReturnType<typeof runCli>>;

/** Runs each command line of `commands.json` over a project of revision files, and compares what it prints. */
export async function judgeCommands(): Promise<readonly Verdict[] | undefined> {
  const graphs = readGraphs<Graph>('commands');
  if (graphs === undefined) return undefined;
  const verdicts: Verdict[] = [];
  for (const graph of graphs) {
    const folder = projectOf(graph);
    try {
      for (const asked of graph.cases) verdicts.push(judge(graph, asked, await answer(folder, asked)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return verdicts;
}

function answer(folder: string, { argv, rows }: Case): Promise<Told> {
  const from = rows === undefined ? [] : ['--from', rows.length === 0 ? 'base' : rows.join(',')];
  return runCli([...argv, ...from], folder);
}

function judge(graph: Graph, asked: Case, told: Told): Verdict {
  const { argv, rows, crash } = asked;
  const question = `${graph.name}: ${argv.join(' ')}${rows === undefined ? '' : ` at ${rows.join(', ') || 'base'}`}`;
  // The files may have a number before their name, so that they are loaded in the corpus's order.
  const got = { ...told, stdout: told.stdout.replace(/^(Path: migrations\/versions\/)\d{3}\^/gm, '$1') };
  const stdout = asked.stdout?.replace(/^Path: <versions>\/(.*)\.py$/gm, 'Path: migrations/versions/$1.ts');
  const wrong = { kind: 'wrong', question, expected: stdout ?? asked.message ?? crash, got } as const;
  const difference = differences.find(({ applies }) => applies(graph, asked));
  if (difference === undefined) return isEqual(asked, stdout, got) ? { kind: 'equal', question } : wrong;
  return difference.answers(got) ? { kind: 'different', question, reason: difference.reason } : wrong;
}

/** The same output, or the same message on standard error. */
function isEqual(asked: Case, expected: string | undefined, { code, stdout, stderr }: Told): boolean {
  if (expected !== undefined) return code === 0 && stdout === expected;
  const exitCode = asked.error === 'DatabaseNotAtHead' ? 2 : 1;
  return code === exitCode && stdout === '' && /^error\[\w+\]: (.*)\n/.exec(stderr)?.[1] === asked.message;
}

/** What tsmig does otherwise on purpose: why, where, and what it answers there. */
const differences: readonly {
  readonly reason: string;
  readonly applies: (graph: Graph, asked: Case) => boolean;
  readonly answers: (told: Told) => boolean;
}[] = [
  {
    reason: 'Alembic takes one of two files with the same id; ours refuses them, naming both',
    applies: ({ name }) => name === 'duplicate-id',
    answers: refusedWith(/^error\[graph\]: Revision bbb1 is present more than once: in \S+ and in \S+\n/),
  },
  {
    reason: 'Alembic takes an id that is too long for the version table; ours refuses its file',
    applies: ({ name }) => name === 'long-ids',
    answers: refusedWith(/^error\[revision\]: \S+: revision id '\w+' is longer than 32 characters\n/),
  },
  {
    reason: 'Alembic takes an id with a blank in it; ours refuses its file',
    applies: ({ name }) => name === 'odd-ids',
    answers: refusedWith(/^error\[revision\]: .*: Character\(s\) ' ' not allowed in revision identifier 'add users'\n/),
  },
  {
    reason: 'Alembic crashes; ours is a clear error',
    applies: ({ name }, { crash }) => crash !== undefined && name === 'missing-down',
    answers: refusedWith(/^error\[graph\]: Revision zzz9 referenced from aaa1 \(downRevision\) is not present\n/),
  },
  {
    reason: 'Alembic crashes; ours is the right answer',
    applies: (_, { crash }) => crash !== undefined,
    answers: ({ code, stdout }) => code === 0 && stdout !== '',
  },
  {
    reason: "Alembic complains of the range's end where its start leads below base; ours names the start",
    applies: (_, { argv, message }) => argv.includes('-r-2:') && message?.includes("identified by 'heads'") === true,
    answers: refusedWith(/^error\[graph\]: Relative revision -2 didn't produce 2 migrations\n/),
  },
  {
    reason: 'Alembic wants a row for every head, also for one that another head implies; ours wants it applied',
    applies: ({ name }, { argv, rows }) => argv.includes('--check-heads') && allApplied[name] === (rows?.join() ?? ''),
    answers: ({ code, stdout }) => code === 0 && stdout !== '',
  },
];

/** The rows that `upgrade heads` leaves, where one head depends on another. */
const allApplied: Readonly<Record<string, string>> = {
  'depends-on-head': 'yyy4',
  'depends-several': 'ddd2,aaa2',
  'depends-chain': 'ddd1',
};

function refusedWith(message: RegExp): (told: Told) => boolean {
  return ({ code, stdout, stderr }) => code === 1 && stdout === '' && message.test(stderr);
}

/** A project whose files are named by the default template, if they are loaded in the corpus's order then. */
function projectOf({ revisions }: Graph): string {
  const folder = temporaryFolder();
  const versions = join(folder, 'migrations', 'versions');
  mkdirSync(versions, { recursive: true });
  writeFileSync(join(folder, 'tsmig.config.json'), '{"dialect": "postgresql"}');
  const names = revisions.map(nameOf);
  const inOrder = names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
  for (const [index, revision] of revisions.entries()) {
    const number = inOrder ? '' : `${String(index).padStart(3, '0')}^`;
    writeFileSync(join(versions, `${number}${names[index]}.ts`), sourceOf(revision));
  }
  return folder;
}

function nameOf({ revision, message, createDate: date = '' }: CorpusRevision): string {
  const name = fileName('%(rev)s_%(slug)s', {
    revision,
    message,
    createDate: createDate(new Date(date), undefined),
    truncateSlugLength: 40,
  });
  // As the corpus has it: what stands before a slash would be a folder.
  return name.slice(name.lastIndexOf('/') + 1);
}

function sourceOf(revision: CorpusRevision): string {
  const { message, createDate: date, downRevision, branchLabels, dependsOn } = revision;
  const doc = [
    ...message.split('\n'),
    '',
    `Revision ID: ${revision.revision}`,
    `Revises: ${listOf(downRevision).join(', ')}`,
    `Create Date: ${date}`,
  ];
  return `/**
${doc.map((line) => ` * ${line}`).join('\n')}
 */
export const revision = ${JSON.stringify(revision.revision)};
export const downRevision = ${JSON.stringify(downRevision)};
export const branchLabels = ${JSON.stringify(branchLabels)};
export const dependsOn = ${JSON.stringify(dependsOn)};

export function upgrade(): void {}

export function downgrade(): void {}
`;
}
