import path from 'node:path';
import type { ScriptArguments, ScriptResult } from '../commands/script.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type ErrorStyle, formatWarning, shownPath } from './errors.ts';
import { filled, flag, type Given, pairs, text } from './given.ts';
import type { Io } from './io.ts';

/** Without `--sql`, says what tsmig does instead of connecting. */
export function requireSql(given: Given, command: string, file: string): void {
  if (flag(given, 'sql')) return;
  throw new TsmigError(
    'usage',
    'tsmig never connects to a database: it needs --sql, and gives the script to be run there',
    { hint: `tsmig ${command} ${text(given, 'range') ?? ''} --sql > ${file}` },
  );
}

export function refuseSplitToStandardOutput(given: Given): void {
  if (!flag(given, 'split') || text(given, 'output') !== '-') return;
  throw new TsmigError('usage', '--split makes several files, which standard output cannot take', {
    hint: 'name a folder with --output, or leave --output out for out/<dialect>/',
  });
}

/** What a command that writes scripts takes, from the command line. */
export function scriptArguments(given: Given): ScriptArguments {
  return {
    range: text(given, 'range') ?? '',
    dialect: filled(given, 'dialect'),
    serverVersion: filled(given, 'server-version'),
    client: filled(given, 'client'),
    xArgs: pairs(given, 'x'),
    tag: text(given, 'tag'),
  };
}

/** Brings a script where it is wanted, then says what it holds. */
export async function deliver(
  direction: 'upgrade' | 'downgrade',
  result: ScriptResult,
  config: Config,
  { io, given, style }: { readonly io: Io; readonly given: Given; readonly style: ErrorStyle },
): Promise<void> {
  const output = filled(given, 'output');
  let place = '';
  if (flag(given, 'split')) {
    const { defaultFolder, saveSplit } = await import('../commands/save.ts');
    const folder =
      output === undefined ? defaultFolder(config, result.dialect.name, direction) : path.resolve(io.cwd, output);
    if (result.steps.length > 0) await saveSplit(result, folder);
    place = `, in ${shownPath(folder, io.cwd)}`;
  } else if (output !== undefined && output !== '-') {
    const { saveScript } = await import('../commands/save.ts');
    const slash = /[/\\]$/.test(output) ? path.sep : '';
    await saveScript(result, path.resolve(io.cwd, output) + slash);
    place = `, in ${output}`;
  } else {
    await io.stdout.write(result.script);
  }
  if (!flag(given, 'quiet')) await io.stderr.write(notes(direction, result, place, style));
}

function notes(direction: string, result: ScriptResult, place: string, style: ErrorStyle): string {
  const { dialect, steps, warnings } = result;
  const told = warnings.map(({ message, source }) => formatWarning(message, source, style)).join('');
  if (steps.length === 0)
    return `${told}tsmig: nothing to ${direction}: the range holds no revision, the script is empty\n`;
  const lines = style.verbose
    ? steps.map(({ log, message }) => `Running ${log}${message === '' ? '' : `, ${message}`}\n`).join('')
    : '';
  const statements = steps.reduce((sum, step) => sum + step.statements, 0);
  const counts = `${counted(steps.length, 'revision')}, ${counted(statements, 'statement')}`;
  return `${told}${lines}tsmig: ${counts} for ${dialect.name} ${dialect.serverVersion}${place}\n`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
