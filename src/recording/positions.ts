import { fileURLToPath } from 'node:url';
import type { SourcePosition } from '../errors.ts';

/** How deep below a call of `op` the revision may stand: helper functions of a project lie between. */
const depth = 24;

/** Which places in a stack are the revision's, and where those of compiled code stand in its source. */
export interface PositionFinder {
  /** The revision's file; without it, the first place outside tsmig counts. */
  readonly file?: string;
  readonly locate?: (position: SourcePosition) => SourcePosition;
}

/**
 * Keeps the present stack and gives the place in the revision when it is asked for it: few operations are ever asked,
 * and making text of a stack is slow.
 */
export function capturePosition(finder: PositionFinder): () => SourcePosition | undefined {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(holder, capturePosition);
  Error.stackTraceLimit = limit;
  let found: { readonly position: SourcePosition | undefined } | undefined;
  return () => {
    found ??= { position: positionIn(holder.stack, finder) };
    return found.position;
  };
}

/** The place in the revision that a stack names first; undefined when it names none. */
export function positionIn(stack: unknown, { file, locate }: PositionFinder): SourcePosition | undefined {
  if (typeof stack !== 'string') return undefined;
  const frames = stack.split('\n').flatMap((line) => frameOf(line) ?? []);
  const wanted = file === undefined ? undefined : plainPath(file);
  const position =
    (wanted === undefined ? undefined : frames.find((frame) => frame.file === wanted)) ??
    frames.find((frame) => !isOwn(frame.file));
  return position === undefined || locate === undefined ? position : locate(position);
}

/** A line such as `    at upgrade (file:///project/versions/1a_x.ts:14:6)`. */
function frameOf(line: string): SourcePosition | undefined {
  const match = /^\s+at (?:.*\()?(?:async )?(.+?):(\d+):(\d+)\)?$/.exec(line);
  const place = match?.[1];
  if (match === null || place === undefined || place.startsWith('node:') || place === '<anonymous>') return undefined;
  return { file: plainPath(place), line: Number(match[2]), column: Number(match[3]) };
}

/** A module's path: of its URL, and without the query that tells two loads of one file apart. */
function plainPath(place: string): string {
  if (!place.startsWith('file:')) return place;
  const url = new URL(place);
  url.search = '';
  url.hash = '';
  return fileURLToPath(url);
}

/** The folders of tsmig's own code: two beside each other in the source, one where it is bundled. */
const ownFolders = (import.meta.url.endsWith('/src/recording/positions.ts') ? ['../', '../../dialects/'] : ['./']).map(
  (folder) => fileURLToPath(new URL(folder, import.meta.url)),
);

function isOwn(file: string): boolean {
  return ownFolders.some((folder) => file.startsWith(folder));
}
