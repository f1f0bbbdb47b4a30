import path from 'node:path';
import type { RevisionInfo } from '../commands/revision-info.ts';
import type { Config } from '../config/config.ts';
import { flag, type Given } from './given.ts';
import type { Io } from './io.ts';
import { type LineParts, type ListStyle, shown } from './log-entry.ts';
import { paint, wantsColor } from './paint.ts';

/** Prints revisions as Alembic does, or with `--json` as data. */
export async function printRevisions(
  infos: readonly RevisionInfo[],
  parts: LineParts,
  { io, given, config }: { readonly io: Io; readonly given: Given; readonly config: Config },
): Promise<void> {
  const style = listStyleOf(io, given);
  await io.stdout.write(
    flag(given, 'json')
      ? jsonText(infos.map((info) => jsonRevision(info, config)))
      : infos.map((info) => shown(info, parts, style)).join(''),
  );
}

/** How this run shows revisions on standard output. */
export function listStyleOf(io: Io, given: Given): ListStyle {
  return {
    cwd: io.cwd,
    ink: paint(wantsColor(io.stdout.isTerminal, io.env, given.color !== false)),
    verbose: flag(given, 'verbose'),
  };
}

/** Data as the text that `--json` prints. */
export function jsonText(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** A revision for `--json`: the same on every computer, so its path is relative to the configuration's folder. */
export function jsonRevision(info: RevisionInfo, { directory }: Config): RevisionInfo {
  return { ...info, file: portablePath(info.file, directory) };
}

/** A path as it is on every computer: from the configuration's folder, with `/`. */
export function portablePath(file: string, directory: string): string {
  return path.relative(directory, file).split(path.sep).join('/');
}
