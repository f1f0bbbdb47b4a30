import type { Script } from '../commands/script-target.ts';
import { type ErrorStyle, formatWarning } from './errors.ts';

/** How a command that writes scripts speaks of them. */
export interface ScriptWords {
  readonly command: 'upgrade' | 'downgrade' | 'stamp' | 'ensure_version' | 'rebase';
  /** What a script holds. */
  readonly holds: (script: Script) => string;
  /** What is said of an empty script. */
  readonly nothing: string;
}

/** The words of `upgrade` and `downgrade`. */
export function wordsOfRevisions(command: 'upgrade' | 'downgrade'): ScriptWords {
  return {
    command,
    holds: ({ steps }) => {
      const statements = steps.reduce((sum, step) => sum + step.statements, 0);
      return `${counted(steps.length, 'revision')}, ${counted(statements, 'statement')}`;
    },
    nothing: `nothing to ${command}: the range holds no revision`,
  };
}

/** What there is to say about a script, for standard error. */
export function notes(
  script: Script,
  words: ScriptWords,
  style: ErrorStyle,
  { name, place }: { readonly name?: string; readonly place?: string | undefined },
): string {
  const { dialect, position, steps, warnings } = script;
  const where = place === undefined ? '' : `, in ${place}`;
  return [
    ...warnings.map(({ message, source }) => formatWarning(message, source, style)),
    ...(position === undefined ? [] : [startNote(position, name)]),
    ...(style.verbose
      ? steps.map(({ log, message }) => `Running ${log}${message === '' ? '' : `, ${message}`}\n`)
      : []),
    script.script === ''
      ? `tsmig: ${words.nothing}, the script is empty${where}\n`
      : `tsmig: ${words.holds(script)} for ${dialect.name} ${dialect.serverVersion}${where}\n`,
  ].join('');
}

/** `2 steps`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function startNote({ rows, source }: NonNullable<Script['position']>, name: string | undefined): string {
  const by = source === 'versionFile' ? 'the version file says' : '--from says';
  return `tsmig: ${name === undefined ? '' : `${name} `}starts at ${rows.join(', ') || 'base'}, as ${by}\n`;
}
