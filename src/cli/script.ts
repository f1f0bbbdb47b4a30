import path from 'node:path';
import type { ScriptArguments } from '../commands/script.ts';
import type { Script, TargetArguments } from '../commands/script-target.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { ScriptFile, ScriptFolder } from '../script/write.ts';
import { configsOf } from './config.ts';
import { type ErrorStyle, shownPath } from './errors.ts';
import { fromOption } from './from.ts';
import { filled, flag, type Given, pairs, text } from './given.ts';
import type { Io } from './io.ts';
import { notes, type ScriptWords } from './script-notes.ts';

/** A command that writes a script for each database. */
export interface ScriptJob {
  readonly words: ScriptWords;
  readonly render: (config: Config) => Promise<RenderedScript>;
}

/** `files`: the script of each revision, where `--split` can be asked for. */
type RenderedScript = Script & { readonly files?: readonly ScriptFile[] };

interface World {
  readonly io: Io;
  readonly given: Given;
  readonly style: ErrorStyle;
}

/** Without `--sql`, says what tsmig does instead of connecting. */
export function requireSql(given: Given, command: string, file: string): void {
  if (flag(given, 'sql')) return;
  throw new TsmigError('usage', 'tsmig writes scripts and never connects to a database: --sql gives the script', {
    hint: `tsmig ${command} --sql > ${file}`,
  });
}

/** Who a script is for, from the command line. */
export function targetArguments(given: Given): TargetArguments {
  return {
    dialect: filled(given, 'dialect'),
    serverVersion: filled(given, 'server-version'),
    client: filled(given, 'client'),
  };
}

/** Who a script is for and where it starts, from the command line. */
export async function moveArguments(io: Io, given: Given): Promise<TargetArguments & Pick<ScriptArguments, 'from'>> {
  return { ...targetArguments(given), from: await fromOption(io, given) };
}

/** What revisions are told, from the command line. */
export function runArguments(given: Given): Pick<ScriptArguments, 'xArgs' | 'tag'> {
  return { xArgs: pairs(given, 'x'), tag: text(given, 'tag') };
}

/** What `upgrade` and `downgrade` take, from the command line. */
export async function scriptArguments(io: Io, given: Given): Promise<ScriptArguments> {
  return { ...(await moveArguments(io, given)), ...runArguments(given), range: text(given, 'range') ?? '' };
}

/** Renders the scripts that are asked for, brings them where they are wanted, then says what they hold. */
export async function deliver(job: ScriptJob, world: World): Promise<void> {
  const { io, given } = world;
  refuseSplitToStandardOutput(given);
  const configs = await configsOf(io, given);
  const [first] = configs;
  const isOneOfSeveral = first?.database !== undefined && filled(given, 'name') === undefined;
  if (isOneOfSeveral) return deliverEach(job, configs, world);
  if (first !== undefined) await deliverOne(job, first, world);
}

async function deliverOne(job: ScriptJob, config: Config, { io, given, style }: World): Promise<void> {
  const script = await job.render(config);
  const output = filled(given, 'output');
  let place: string | undefined;
  if (flag(given, 'split')) {
    const { saveSplit } = await import('../commands/save.ts');
    const folder = output === undefined ? await splitFolder(job, config, script) : path.resolve(io.cwd, output);
    if (script.steps.length > 0) await saveSplit({ files: script.files ?? [] }, folder);
    place = shownPath(folder, io.cwd);
  } else if (output !== undefined && output !== '-') {
    const { saveScript } = await import('../commands/save.ts');
    const slash = /[/\\]$/.test(output) ? path.sep : '';
    await saveScript(script, path.resolve(io.cwd, output) + slash);
    place = output;
  } else {
    await io.stdout.write(script.script);
  }
  if (!flag(given, 'quiet')) await io.stderr.write(notes(script, job.words, style, { place }));
}

/** One script for each of several databases. Nothing is written before all of them are rendered. */
async function deliverEach(job: ScriptJob, configs: readonly Config[], { io, given, style }: World): Promise<void> {
  refuseForOneOfSeveral(given, configs);
  const output = filled(given, 'output');
  const folder = output === undefined ? undefined : path.resolve(io.cwd, output);
  const place = flag(given, 'split') ? placeSplit : placeWhole;
  const placed: PlacedScript[] = [];
  for (const config of configs) {
    const { database: name = '' } = config;
    const script = await inDatabase(name, () => job.render(config));
    placed.push(await place({ name, script }, job, config, folder));
  }
  const { saveDatabases } = await import('../commands/save-databases.ts');
  await saveDatabases(placed);
  if (flag(given, 'quiet')) return;
  for (const { script, name, place } of placed) {
    await io.stderr.write(notes(script, job.words, style, { name, place: shownPath(place, io.cwd) }));
  }
}

/** The script of one of several databases, and where it goes. */
interface PlacedScript extends ScriptFolder {
  readonly name: string;
  readonly script: RenderedScript;
  /** The folder or file that is named to the user. */
  readonly place: string;
}

type Placing = (
  one: Pick<PlacedScript, 'name' | 'script'>,
  job: ScriptJob,
  config: Config,
  output: string | undefined,
) => Promise<PlacedScript>;

const placeWhole: Placing = async (one, { words }, config, output) => {
  const { databaseFolder } = await import('../commands/save-databases.ts');
  const folder = output ?? databaseFolder(config, words.command);
  const file = `${one.name}.sql`;
  return { ...one, folder, files: [{ name: file, text: one.script.script }], place: path.join(folder, file) };
};

const placeSplit: Placing = async (one, job, config, output) => {
  const folder = output === undefined ? await splitFolder(job, config, one.script) : path.join(output, one.name);
  return { ...one, folder, files: one.script.files ?? [], place: folder };
};

async function splitFolder({ words }: ScriptJob, config: Config, { dialect }: Script): Promise<string> {
  const { defaultFolder } = await import('../commands/save.ts');
  return defaultFolder(config, dialect.name, words.command === 'downgrade' ? 'downgrade' : 'upgrade');
}

/** What goes wrong names the database. */
async function inDatabase<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
    const { code, message, hint, source, cause } = error;
    throw new TsmigError(code, `${name}: ${message}`, { hint, source, cause });
  }
}

function refuseSplitToStandardOutput(given: Given): void {
  if (!flag(given, 'split') || text(given, 'output') !== '-') return;
  throw new TsmigError('usage', '--split makes several files, which standard output cannot take', {
    hint: 'name a folder with --output, or leave --output out for out/<dialect>/',
  });
}

function refuseForOneOfSeveral(given: Given, configs: readonly Config[]): void {
  const names = configs.map(({ database }) => database).join(', ');
  const option = ['dialect', 'server-version'].find((one) => given[one] !== undefined);
  if (option !== undefined) {
    throw new TsmigError('usage', `--${option} is for one database, and the configuration has several`, {
      hint: `say which with -n: ${names}`,
    });
  }
  if (text(given, 'output') !== '-') return;
  throw new TsmigError('usage', 'the configuration has several databases, and standard output takes one script', {
    hint: `say which with -n (${names}), or name a folder with --output`,
  });
}
