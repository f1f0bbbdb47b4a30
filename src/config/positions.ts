import { type SourcePosition, TsmigError } from '../errors.ts';

/**
 * Where a key stands in the text of a configuration, so that an error can show it. Undefined when the text has it more
 * than once, or not at all (as when it is computed): no place is better than a wrong one.
 */
export function keyPosition(text: string, key: string, file: string): SourcePosition | undefined {
  const name = key.split('.').at(-1) ?? key;
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [first, second] = text.matchAll(new RegExp(`(?<![\\w$.])(["']?)${quoted}\\1\\s*:`, 'g'));
  return first === undefined || second !== undefined ? undefined : positionAt(text, first.index, file);
}

/** @throws TsmigError `config` with the place of what is wrong, when `text` is not JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TsmigError('config', `${file} is not valid JSON`, {
      cause,
      hint: 'JSON has no comments and no comma after the last item; a tsmig.config.ts may have both',
      source: { position: positionAt(text, faultIn(text), file) },
    });
  }
}

/** The line and column of an offset. */
export function positionAt(text: string, offset: number, file: string): SourcePosition {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The offset of the first character that cannot stand where it stands: V8 tells it of some faults only. */
function faultIn(text: string): number {
  let at = 0;
  const read = (pattern: RegExp): boolean => {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const value = (): boolean => {
    if (read(scalar)) return true;
    if (read(/\{/y)) return items(() => read(string) && read(/:/y) && value(), /\}/y);
    return read(/\[/y) && items(value, /\]/y);
  };
  const items = (item: () => boolean, end: RegExp): boolean => {
    if (read(end)) return true;
    while (item()) {
      if (read(end)) return true;
      if (!read(/,/y)) return false;
    }
    return false;
  };
  if (value()) read(/$/y);
  return Math.min(at, text.trimEnd().length);
}

const string = /"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*"/uy;
const scalar = new RegExp(`${string.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`, 'uy');
