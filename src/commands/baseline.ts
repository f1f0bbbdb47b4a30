import { readFile } from 'node:fs/promises';
import { createDialect } from '../../dialects/index.ts';
import { reversed } from '../autogenerate/generate.ts';
import type { Remark } from '../baseline/baseline.ts';
import { readerOf } from '../baseline/readers.ts';
import { emptyCatalog } from '../catalog/catalog.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { printOperations } from '../operations/print.ts';
import { writeFileAtomically } from '../script/write.ts';
import { type NewRevision, type WrittenRevision, writeRevision } from './new-revision.ts';
import { chooseDialect } from './project.ts';
import { replayer } from './replay.ts';
import { loadGraph } from './revisions.ts';
import { models } from './schema.ts';

/** What `baseline` takes. */
export interface BaselineArguments extends Pick<NewRevision, 'message' | 'revisionId' | 'now' | 'onOutput'> {
  /** The absolute path of the dump. */
  readonly dump: string;
  /** The absolute path of a file for the models; undefined: none is written. */
  readonly modelsFile?: string | undefined;
  readonly dialect?: string | undefined;
}

/** What `baseline` gives. */
export interface BaselineResult {
  readonly written: WrittenRevision;
  /** Statements that stand in the revision as they are. */
  readonly verbatim: readonly Remark[];
  /** Statements of the dump that say nothing of the schema. */
  readonly leftOut: readonly Remark[];
  readonly operations: number;
}

/**
 * Makes the first revision of a project that has a database and no history, from a dump of its schema.
 *
 * @throws TsmigError `usage` when there is a history already, `io` when the dump cannot be read, and what the dump's reader
 * refuses; nothing is left behind then.
 */
export async function baseline(config: Config, asked: BaselineArguments): Promise<BaselineResult> {
  const project = await loadGraph(config, 'empty');
  const [first] = project.revisions;
  if (first !== undefined) {
    throw new TsmigError('usage', `there is a history already: ${first.file}`, {
      hint: 'a baseline is the first revision; make it in an empty folder of versions',
    });
  }
  const dialect = await createDialect(chooseDialect(config, { dialect: asked.dialect }));
  const text = await readFile(asked.dump, 'utf8').catch((cause: unknown) => {
    throw new TsmigError('io', `the dump ${asked.dump} cannot be read`, { cause });
  });
  const reader = await readerOf(dialect.name);
  const versionTable = {
    name: config.versionTable,
    ...(config.versionTableSchema !== undefined && { schema: config.versionTableSchema }),
  };
  const { operations, verbatim, leftOut } = await reader.read(text, { file: asked.dump, dialect, versionTable });
  const print = { namingConvention: config.namingConvention, dialect };
  const up = printOperations(operations, print);
  // What stands verbatim cannot be taken back by itself.
  const down = verbatim.length === 0 ? printOperations(reversed(operations, emptyCatalog), print) : undefined;
  const written = await writeRevision(config, {
    ...asked,
    message: asked.message ?? 'baseline',
    heads: ['base'],
    body: {
      uses: new Set([...up.uses, ...(down?.uses ?? [])]),
      upgrades: up.lines,
      downgrades: down?.lines ?? ["throw new Error('the baseline cannot be taken back');"],
    },
  });
  if (asked.modelsFile !== undefined) await writeModels(config, asked.modelsFile, written);
  return { written, verbatim, leftOut, operations: operations.length };
}

/** The models come from the revision as it will be replayed. */
async function writeModels(config: Config, file: string, { revision }: WrittenRevision): Promise<void> {
  const project = await loadGraph(config);
  const replay = await replayer(config, project);
  const { after } = await replay.run(revision, 'upgrade', emptyCatalog);
  await writeFileAtomically(file, models(after, replay, config), 'create');
}
