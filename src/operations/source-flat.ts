import { unreachable } from '../errors.ts';
import type { Call, Source, Template } from './source.ts';
import { propertyKey } from './source-text.ts';

/** The source in one line; undefined when it never goes into one. */
export function flat(source: Source): string | undefined {
  if (typeof source === 'string') return source;
  switch (source.kind) {
    case 'call': {
      const chain = chainOf(source);
      const callee = chain.length > 2 && mustBreak(chain) ? undefined : flat(source.callee);
      const args = allFlat(source.args);
      return callee === undefined || args === undefined ? undefined : `${callee}(${args.join(', ')})`;
    }
    case 'member': {
      const of = flat(source.of);
      return of === undefined ? undefined : `${of}.${source.name}`;
    }
    case 'list': {
      const items = isMatrix(source.items) ? undefined : allFlat(source.items);
      return items === undefined ? undefined : `[${items.join(', ')}]`;
    }
    case 'object':
      return flatObject(source.entries, flat);
    case 'template':
      return flatTemplate(source);
    case 'function':
      return source.body.length === 0 ? '() => {}' : undefined;
    case 'verbatim':
      return source.text.includes('\n') ? undefined : source.text;
    default:
      return unreachable(source);
  }
}

/** The source in one line as in a template, where a list of lists does not break by itself. */
export function flatAnyway(source: Source): string | undefined {
  const text = flat(source);
  if (text !== undefined || typeof source === 'string') return text;
  switch (source.kind) {
    case 'list': {
      const items = allFlat(source.items, flatAnyway);
      return items === undefined ? undefined : `[${items.join(', ')}]`;
    }
    case 'object':
      return flatObject(source.entries, flatAnyway);
    default:
      return undefined;
  }
}

export function allFlat(sources: readonly Source[], flatten = flat): string[] | undefined {
  const texts = sources.flatMap((source) => flatten(source) ?? []);
  return texts.length === sources.length ? texts : undefined;
}

/** The calls of `a(…).b(…).c(…)`, the first one first. */
export function chainOf(call: Call): Call[] {
  const { callee } = call;
  if (typeof callee !== 'object' || callee.kind !== 'member') return [call];
  return typeof callee.of === 'object' && callee.of.kind === 'call' ? [...chainOf(callee.of), call] : [call];
}

/** A chain of three calls or more is broken unless all that it is given is simple; and where all but its last call is. */
export function mustBreak(chain: readonly Call[]): boolean {
  if (chain.slice(0, -1).some(({ args }) => allFlat(args) === undefined)) return true;
  return chain.length > 2 && !chain.every(({ args }) => args.every((arg) => isSimple(arg, 0)));
}

function flatObject(
  entries: readonly (readonly [key: string, value: Source])[],
  flatten: typeof flat,
): string | undefined {
  const values = allFlat(
    entries.map(([, value]) => value),
    flatten,
  );
  if (values === undefined) return undefined;
  const texts = entries.map(([key], at) => `${propertyKey(key)}: ${values[at]}`);
  return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`;
}

function flatTemplate({ tag, texts, values }: Template): string | undefined {
  const flatValues = allFlat(values, flatAnyway);
  const isOneLine = !texts.some((text) => text.includes('\n'));
  if (flatValues === undefined || !isOneLine) return undefined;
  return `${tag}\`${texts.map((text, at) => (at === 0 ? text : `\${${flatValues[at - 1]}}${text}`)).join('')}\``;
}

/** Several objects, or lists, of several things each: Biome gives each a line of its own, whatever the width. */
function isMatrix(items: readonly Source[]): boolean {
  const [first] = items;
  if (items.length < 2 || typeof first !== 'object') return false;
  return items.every(
    (item) =>
      typeof item === 'object' &&
      item.kind === first.kind &&
      ((item.kind === 'list' && item.items.length > 1) || (item.kind === 'object' && item.entries.length > 1)),
  );
}

function isSimple(source: Source, depth: number): boolean {
  if (depth >= 2) return false;
  if (typeof source === 'string') return true;
  switch (source.kind) {
    case 'call':
      return typeof source.callee === 'string' && source.args.every((arg) => isSimple(arg, depth + 1));
    case 'list':
      return source.items.every((item) => isSimple(item, depth + 1));
    case 'object':
      return source.entries.every(([, value]) => isSimple(value, depth));
    default:
      return false;
  }
}
