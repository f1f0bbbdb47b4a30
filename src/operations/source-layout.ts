import { unreachable } from '../errors.ts';
import type { Call, Source, Statement, Template } from './source.ts';
import { propertyKey, width } from './source-text.ts';

/** How many columns there are, from which one on the first line stands, and how much comes behind the last line. */
interface Space {
  readonly room: number;
  readonly column: number;
  readonly after: number;
}

const lineWidth = 120;

/**
 * Statements as Biome formats them. The line breaks of a template are within one of the lines given: what indents them
 * must not indent the template's text.
 * https://biomejs.dev/formatter/ follows https://prettier.io/docs/rationale
 */
export function layStatements(statements: readonly Statement[], indentation = 0): string[] {
  return statements.flatMap((statement) => layStatement(statement, lineWidth - indentation));
}

function layStatement({ before = '', value }: Statement, room: number): string[] {
  return surrounded(before, lay(value, { room, column: width(before), after: 1 }), ';');
}

function lay(source: Source, space: Space): string[] {
  const text = flat(source);
  if (text !== undefined && space.column + width(text) + space.after <= space.room) return [text];
  if (typeof source === 'string') return [source];
  switch (source.kind) {
    case 'call':
      return layCall(source, space);
    case 'member':
      return surrounded(
        '',
        lay(source.of, { ...space, after: space.after + width(source.name) + 1 }),
        `.${source.name}`,
      );
    case 'list':
      return layList(source.items, space);
    case 'object': {
      const inner = { room: space.room - 2, column: 0, after: 1 };
      return ['{', ...source.entries.flatMap(([key, value]) => indented(layEntry(key, value, inner))), '}'];
    }
    case 'template':
      return layTemplate(source);
    case 'function': {
      const body = source.body.flatMap((statement) => indented(layStatement(statement, space.room - 2)));
      return [`(${source.parameter}) => {`, ...body, '}'];
    }
    case 'verbatim':
      return source.text.split('\n');
    default:
      return unreachable(source);
  }
}

/** The source in one line; undefined when it never goes into one. */
function flat(source: Source): string | undefined {
  if (typeof source === 'string') return source;
  switch (source.kind) {
    case 'call': {
      const callee = flat(source.callee);
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
    case 'object': {
      if (source.entries.length === 0) return '{}';
      const values = allFlat(source.entries.map(([, value]) => value));
      if (values === undefined) return undefined;
      return `{ ${source.entries.map(([key], at) => `${propertyKey(key)}: ${values[at]}`).join(', ')} }`;
    }
    case 'template': {
      const [line, more] = layTemplate(source);
      return line === undefined || more !== undefined || line.includes('\n') ? undefined : line;
    }
    case 'function':
      return source.body.length === 0 ? '() => {}' : undefined;
    case 'verbatim':
      return source.text.includes('\n') ? undefined : source.text;
    default:
      return unreachable(source);
  }
}

function allFlat(sources: readonly Source[]): string[] | undefined {
  const texts = sources.flatMap((source) => flat(source) ?? []);
  return texts.length === sources.length ? texts : undefined;
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

function layCall(call: Call, space: Space): string[] {
  const { callee, args } = call;
  const chain = chainOf(call);
  if (chain.length > 2) return layChain(chain, space);
  const opening = width(typeof callee === 'object' && callee.kind === 'member' ? `.${callee.name}(` : '(');
  const receiver = typeof callee === 'object' && callee.kind === 'member' ? callee.of : undefined;
  const head =
    receiver === undefined
      ? [flat(callee) ?? '']
      : surrounded('', lay(receiver, { ...space, after: opening }), `.${(callee as { name: string }).name}`);
  return joined(
    head,
    layArguments(args, { ...space, column: (head.length === 1 ? space.column : 0) + width(head.at(-1) ?? '') }),
  );
}

function layArguments(args: readonly Source[], space: Space): string[] {
  const texts = allFlat(args);
  const [only] = args;
  if (texts !== undefined && space.column + width(texts.join(', ')) + 2 + space.after <= space.room) {
    return [`(${texts.join(', ')})`];
  }
  if (args.length === 1 && typeof only === 'object' && only.kind === 'template' && only.texts.join('').includes('\n')) {
    return surrounded('(', layTemplate(only), ')');
  }
  const hugged = layHugged(args, space);
  if (hugged !== undefined) return hugged;
  const inner = { room: space.room - 2, column: 0, after: 1 };
  return ['(', ...args.flatMap((arg) => indented(surrounded('', lay(arg, inner), ','))), ')'];
}

/** The arguments with the last one opened in the line of the call, where it is one that can be. */
function layHugged(args: readonly Source[], space: Space): string[] | undefined {
  const last = args.at(-1);
  const before = args.at(-2);
  if (typeof last !== 'object' || !isOpenable(last)) return undefined;
  if (typeof before === 'object' && before.kind === last.kind) return undefined;
  if (args.length > 1 && last.kind === 'list' && isNumbers(last.items)) return undefined;
  const others = allFlat(args.slice(0, -1));
  if (others === undefined) return undefined;
  const start = `(${others.map((text) => `${text}, `).join('')}`;
  // Broken for certain: there is no room at all for it in this line.
  const lines = lay(last, { room: space.room, column: space.room, after: 0 });
  if (space.column + width(start + (lines[0] ?? '')) > space.room) return undefined;
  return surrounded(start, lines, ')');
}

function isOpenable(source: Source): boolean {
  if (typeof source === 'string') return false;
  if (source.kind === 'list') return source.items.length > 0;
  if (source.kind === 'object') return source.entries.length > 0;
  return source.kind === 'function';
}

/** The calls of `a(…).b(…).c(…)`, the first one first. */
function chainOf(call: Call): Call[] {
  const { callee } = call;
  if (typeof callee !== 'object' || callee.kind !== 'member') return [call];
  return typeof callee.of === 'object' && callee.of.kind === 'call' ? [...chainOf(callee.of), call] : [call];
}

function layChain([first, ...rest]: readonly Call[], space: Space): string[] {
  if (first === undefined) return [];
  const inner = { room: space.room - 2, column: 0, after: 0 };
  const links = rest.map(({ callee, args }) => {
    const name = typeof callee === 'object' && callee.kind === 'member' ? `.${callee.name}` : '';
    return surrounded(name, layArguments(args, { ...inner, column: width(name) }), '');
  });
  return [...layCall(first, { ...space, after: 0 }), ...links.flatMap(indented)];
}

function layList(items: readonly Source[], space: Space): string[] {
  const inner = { room: space.room - 2, column: 0, after: 1 };
  if (isNumbers(items)) return ['[', ...indented(filled(allFlat(items) ?? [], inner.room)), ']'];
  return ['[', ...items.flatMap((item) => indented(surrounded('', lay(item, inner), ','))), ']'];
}

/** Several numbers: as many of them go into a line as fit. */
function isNumbers(items: readonly Source[]): boolean {
  return items.length > 1 && items.every((item) => typeof item === 'string' && /^-?\d[\d.e-]*$/.test(item));
}

function filled(texts: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const line = lines.at(-1);
    if (line !== undefined && width(line) + width(text) + 2 <= room) lines[lines.length - 1] = `${line} ${text},`;
    else lines.push(`${text},`);
  }
  return lines;
}

function layEntry(key: string, value: Source, space: Space): string[] {
  const start = `${propertyKey(key)}:`;
  const lines = lay(value, { ...space, column: width(start) + 1 });
  const tooLong = lines.length > 1 || width(start) + 1 + width(lines[0] ?? '') + 1 > space.room;
  // A key as short as the indentation gains nothing by a line of its own.
  if (tooLong && width(start) > 5 && prefersOwnLine(value)) {
    return [start, ...indented(surrounded('', lay(value, { ...space, room: space.room - 2 }), ','))];
  }
  return surrounded(`${start} `, lines, ',');
}

/** A string, or a call with nothing in it to be broken. */
function prefersOwnLine(value: Source): boolean {
  if (typeof value === 'string') return /^['"]/.test(value);
  if (value.kind !== 'call') return false;
  const [only, second] = value.args;
  if (second !== undefined) return false;
  if (typeof value.callee === 'object' && !(value.callee.kind === 'member' && prefersOwnLine(value.callee.of)))
    return false;
  return only === undefined || (typeof only === 'string' && (!/^['"]/.test(only) || width(only) <= lineWidth / 4));
}

function layTemplate({ tag, texts, values }: Template): string[] {
  let lines = [`${tag}\`${texts[0]}`];
  values.forEach((value, at) => {
    // However long it is, what stands in it is not broken.
    const inner = lay(value, { room: Number.POSITIVE_INFINITY, column: 0, after: 0 });
    lines = joined(lines, surrounded('${', inner, `}${texts[at + 1]}`));
  });
  return joined(lines, ['`']);
}

function surrounded(before: string, lines: readonly string[], after: string): string[] {
  return lines.map((line, at) => `${at === 0 ? before : ''}${line}${at === lines.length - 1 ? after : ''}`);
}

function joined(lines: readonly string[], more: readonly string[]): string[] {
  return [...lines.slice(0, -1), ...surrounded(lines.at(-1) ?? '', more, '')];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
