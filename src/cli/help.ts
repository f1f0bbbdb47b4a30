import type { Command, Option, Options } from './command.ts';
import type { Output } from './io.ts';
import { commands, examplesText } from './register.ts';

/** The commands as the help of `tsmig` shows them: what they are for, and which. */
export const commandGroups: readonly (readonly [purpose: string, names: readonly string[]])[] = [
  ['Start a project', ['init', 'list_templates']],
  ['Write revisions', ['revision', 'baseline', 'merge', 'rebase', 'edit']],
  ['Write scripts', ['upgrade', 'downgrade', 'stamp', 'ensure_version']],
  ['Look at the history', ['history', 'heads', 'branches', 'show', 'current', 'schema', 'check']],
  ['Keep in mind', ['mark', 'tag']],
  ['Set up the shell', ['completion']],
];

const examples = [
  ['tsmig init', 'start a project'],
  ['tsmig revision -m "create account table"', 'write a revision file'],
  ['tsmig upgrade base:head --sql > deploy.sql', 'all revisions as one script'],
] as const;

/** How wide help may be: as the terminal is, within what is read easily. */
export function helpWidth({ columns }: Output): number {
  // A terminal that does not know its width says 0.
  return Math.min(columns || 80, 100);
}

/** The help of `tsmig` itself. */
export function mainHelp(options: Options, width: number): string {
  const groups = commandGroups.flatMap(([purpose, names]) => {
    const group = commands.filter(({ name }) => names.includes(name));
    return group.length === 0 ? [] : [{ purpose, group }];
  });
  const first = Math.max(...commands.map(({ usage }) => usage.length));
  const sections = groups.map(({ purpose, group }) =>
    section(
      purpose,
      group.map(({ usage, describe }: Command) => [usage, describe] as const),
      first,
      width,
    ),
  );
  return `${[
    'tsmig <command>',
    wrapped('Turns migrations in TypeScript into SQL scripts. Never connects to a database.', width).join('\n'),
    ...sections,
    optionsSection(options, width),
    examplesText(examples),
    'tsmig <command> --help says more.',
  ].join('\n\n')}\n`;
}

function optionsSection(options: Options, width: number): string {
  const shown = Object.entries<Option>(options).filter(([, { hidden }]) => !hidden);
  const rows = shown.map(([name, { alias, describe }]) => [spelling(name, alias), describe] as const);
  return section('Options, before the command or behind it', rows, Math.max(...rows.map(([row]) => row.length)), width);
}

function spelling(name: string, alias: string | undefined): string {
  if (name.length === 1) return `-${name}`;
  return `${alias === undefined ? '   ' : `-${alias},`} --${name}`;
}

function section(
  title: string,
  rows: readonly (readonly [name: string, meaning: string])[],
  first: number,
  width: number,
): string {
  const indent = first + 4;
  const lines = rows.map(
    ([name, meaning]) =>
      `  ${name.padEnd(first + 2)}${wrapped(meaning, width - indent).join(`\n${' '.repeat(indent)}`)}`,
  );
  return [`${title}:`, ...lines].join('\n');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
