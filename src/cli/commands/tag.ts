import { TsmigError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { flag, type Given, text } from '../given.ts';
import type { Io } from '../io.ts';
import { listOptions, projectOptions } from '../options.ts';

export const tag: Command = {
  name: 'tag',
  usage: 'tag [release] [revision]',
  describe: 'Name the revisions of a release, or list the releases',
  positionals: {
    release: 'The name of the release, such as v1.4; without it, all are listed',
    revision: 'What it stands for (default: heads)',
  },
  options: {
    force: { type: 'boolean', describe: 'Move a tag that is there already' },
    delete: { type: 'boolean', describe: 'Remove the tag' },
    ...listOptions,
    ...projectOptions,
  },
  examples: [
    ['tsmig tag v1.4', 'the heads are release v1.4'],
    ['tsmig tag v1.3 1975ea', 'that revision was release v1.3'],
    ['tsmig upgrade v1.3:v1.4 --sql', 'from one release to the next'],
  ],
  work: async (io, given) => {
    const release = text(given, 'release');
    const { deleteTag, tag, tags } = await import('../../commands/tag.ts');
    refuseContradictions(given, release);
    const config = await configOf(io, given);
    if (release === undefined) return list(await tags(config), io, given);
    if (flag(given, 'delete')) {
      const { name, revisions } = await deleteTag(config, release);
      return say({ name, from: revisions, revisions: null }, io, given);
    }
    const revision = text(given, 'revision');
    await say(await tag(config, { name: release, revision, force: flag(given, 'force') }), io, given);
  },
};

function refuseContradictions(given: Given, release: string | undefined): void {
  const wrong =
    release === undefined
      ? ['delete', 'force'].find((one) => flag(given, one))
      : flag(given, 'delete') && (flag(given, 'force') || text(given, 'revision') !== undefined)
        ? 'delete'
        : undefined;
  if (wrong === undefined) return;
  const takes = wrong === 'delete' ? 'takes the name of a release, and nothing else' : 'takes the name of a release';
  throw new TsmigError('usage', `--${wrong} ${takes}`, { hint: `tsmig tag v1.4 --${wrong}` });
}

async function list(
  tags: readonly { readonly name: string; readonly revisions: readonly string[] }[],
  io: Io,
  given: Given,
): Promise<void> {
  if (flag(given, 'json')) return io.stdout.write(`${JSON.stringify(tags, null, 2)}\n`);
  await io.stdout.write(tags.map(({ name, revisions }) => `${name}: ${shown(revisions)}\n`).join(''));
}

/** `revisions`: null where the tag is gone. */
async function say(
  change: {
    readonly name: string;
    readonly from: readonly string[] | null;
    readonly revisions: readonly string[] | null;
  },
  io: Io,
  given: Given,
): Promise<void> {
  if (flag(given, 'json')) return io.stdout.write(`${JSON.stringify(change, null, 2)}\n`);
  if (flag(given, 'quiet')) return;
  const { name, from, revisions } = change;
  const before = from === null ? '' : `${shown(from)} -> `;
  await io.stdout.write(
    `${name}: ${revisions === null ? `${shown(from ?? [])}, removed` : before + shown(revisions)}\n`,
  );
}

function shown(revisions: readonly string[]): string {
  return revisions.join(', ') || 'base';
}
