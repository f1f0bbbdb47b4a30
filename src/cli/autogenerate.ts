import type { AutogenerateResult, RenameCandidate } from '../commands/autogenerate-revision.ts';
import { summarize } from '../operations/summarize.ts';
import { revisionArguments } from './commands/revision.ts';
import { configsOf } from './config.ts';
import { type ErrorStyle, formatWarning } from './errors.ts';
import { flag, type Given, texts } from './given.ts';
import type { Io } from './io.ts';
import { told } from './written.ts';

/** `tsmig revision --autogenerate`. */
export async function runAutogenerate(io: Io, given: Given, style: ErrorStyle): Promise<void> {
  const { autogenerate } = await import('../commands/autogenerate-revision.ts');
  const result = await autogenerate(await configsOf(io, given), {
    ...revisionArguments(io, given),
    renames: texts(given, 'rename'),
    ...(io.stdin.isTerminal && io.stderr.isTerminal && { ask: (candidates) => askAbout(candidates, io) }),
  });
  const { written } = result;
  if (!flag(given, 'quiet')) await io.stderr.write(notes(result, style));
  if (written === undefined) return;
  if (flag(given, 'dry-run')) await io.stdout.write(written.text);
  else await told(written, io, given);
  if (flag(given, 'sql')) await io.stdout.write(await sqlText(result));
}

/** What was found, and what is lost by it. */
function notes({ scripts, warnings, written }: AutogenerateResult, style: ErrorStyle): string {
  const found = scripts.flatMap(({ script, comparison }) => {
    const of = comparison.config.database === undefined ? '' : `${comparison.config.database}: `;
    return script.upgradeOps.ops.map((operation) => `detected: ${of}${summarize(operation)}\n`);
  });
  const nothing =
    written === undefined
      ? 'tsmig: no revision is written, as the hook says\n'
      : 'tsmig: nothing has changed: the revision is empty\n';
  return `${found.length === 0 ? nothing : found.join('')}${warnings.map((text) => formatWarning(text, undefined, style)).join('')}`;
}

async function askAbout(candidates: readonly RenameCandidate[], io: Io): Promise<readonly RenameCandidate[]> {
  const renamed: RenameCandidate[] = [];
  const of = ({ kind, table }: RenameCandidate) => (kind === 'table' ? 'table' : table.name);
  for (const one of candidates) {
    if (renamed.some((other) => of(other) === of(one) && (other.from === one.from || other.to === one.to))) continue;
    const what = one.kind === 'table' ? 'the table' : `the column ${one.table.name}.`;
    const answer = await io.ask(`is ${what}${one.kind === 'table' ? ' ' : ''}${one.to} the former ${one.from}? [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) renamed.push(one);
  }
  return renamed;
}

/** Each direction of each database: what would be run. */
async function sqlText({ scripts }: AutogenerateResult): Promise<string> {
  const { previewOf } = await import('../commands/preview.ts');
  return scripts
    .flatMap((one) => previewOf(one))
    .map(({ title, statements }) => `\n-- ${title}\n\n${statements.join('\n\n')}\n`)
    .join('');
}
