import { bothSides } from '../commands/both-sides.ts';
import type { Config } from '../config/config.ts';
import { type ErrorStyle, formatError } from './errors.ts';
import { paint } from './paint.ts';

/** What there is to say, before a merge is applied, about the sides that it joins. */
export async function sidesText(
  configs: readonly Config[],
  heads: readonly string[],
  style: ErrorStyle,
): Promise<string> {
  const texts: string[] = [];
  for (const config of configs) {
    const text = await sidesOf(config, heads, style);
    texts.push(config.database === undefined || text === '' ? text : `in ${config.database}:\n${text}`);
  }
  return texts.join('');
}

async function sidesOf(config: Config, heads: readonly string[], style: ErrorStyle): Promise<string> {
  if (heads.length < 2) return '';
  const warning = paint(style.color).yellow('warning');
  let sides: Awaited<ReturnType<typeof bothSides>>;
  try {
    sides = await bothSides(config, heads);
  } catch (error) {
    // The merge itself is written; that its sides cannot be compared does not undo it.
    return `${warning}: what it joins could not be compared\n${formatError(error, style)}`;
  }
  if (sides === undefined) return 'tsmig: what it joins was not compared, since no dialect is configured\n';
  const { touched, conflicts } = sides;
  const objects = touched.map(({ object, changes }) => {
    const width = Math.max(...changes.map(({ revision }) => revision.length));
    const lines = changes.map(({ revision, change }) => `  ${revision.padEnd(width)}  ${change}\n`);
    return `${warning}: both sides change ${object}\n${lines.join('')}`;
  });
  const refused = conflicts.map(
    ({ behind, revision, error }) =>
      `${warning}: a database at ${behind} cannot take ${revision}\n${formatError(error, style)}`,
  );
  if (objects.length + refused.length > 0) return [...objects, ...refused].join('');
  return 'tsmig: the sides change nothing in common\n';
}
