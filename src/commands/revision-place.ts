import path from 'node:path';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { CreateDate } from './create-date.ts';
import { fileName } from './file-name.ts';

/**
 * The path of a new revision file: in the version location that is asked for, else beside a parent, else in the only one.
 *
 * @param parents the files of the revisions that it revises.
 * @throws TsmigError `usage` where no location is told, or one that is not configured; `config` where the file would not be found.
 */
export function placeOf(
  config: Config,
  asked: {
    readonly revisionId: string;
    readonly message?: string | undefined;
    readonly versionPath?: string | undefined;
  },
  date: CreateDate,
  parents: readonly string[],
): string {
  const location = locationOf(config, asked.versionPath, parents);
  const name = fileName(config.fileTemplate, {
    revision: asked.revisionId,
    message: asked.message ?? null,
    createDate: date,
    truncateSlugLength: config.truncateSlugLength,
  });
  const file = path.join(location, `${name}.ts`);
  const inFolder = path.relative(location, path.dirname(file));
  if (inFolder !== '' && (!config.recursiveVersionLocations || inFolder.startsWith('..'))) {
    throw new TsmigError('config', `fileTemplate '${config.fileTemplate}' puts revisions into folders: ${name}`, {
      hint: 'set recursiveVersionLocations, so that they are found there',
    });
  }
  return file;
}

function locationOf(
  { versionLocations, recursiveVersionLocations }: Config,
  asked: string | undefined,
  parents: readonly string[],
): string {
  if (asked !== undefined) {
    const known = versionLocations.some(
      (location) => asked === location || (recursiveVersionLocations && isBelow(location, asked)),
    );
    if (known) return asked;
    throw new TsmigError('usage', `Path ${asked} is not represented in current version locations`, {
      hint: `the version locations are ${versionLocations.join(', ')}`,
    });
  }
  const [only, second] = versionLocations;
  if (only !== undefined && second === undefined) return only;
  for (const parent of parents) {
    const around = versionLocations.filter((location) => isBelow(location, parent));
    const nearest = around.sort((a, b) => b.length - a.length)[0];
    if (nearest !== undefined) return nearest;
  }
  throw new TsmigError('usage', 'Multiple version locations present, please specify --version-path', {
    hint: `the version locations are ${versionLocations.join(', ')}`,
  });
}

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}
