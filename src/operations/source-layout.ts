import { unreachable } from '../errors.ts';
import type { Call, Member, Source, Statement, Template } from './source.ts';
import { allFlat, chainOf, flat, flatAnyway, mustBreak } from './source-flat.ts';
import { propertyKey, width } from './source-text.ts';

/** How many columns there are, from which one on the first line stands, and how much comes behind the last line. */
interface Space {
  readonly room: number;
  readonly column: number;
  readonly after: number;
  /** Whether it is a statement as a whole. */
  readonly isStatement?: boolean;
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
  return surrounded(before, lay(value, { room, column: width(before), after: 1, isStatement: before === '' }), ';');
}

function lay(source: Source, space: Space): string[] {
  const text = flat(source);
  if (text !== undefined && space.column + width(text) + space.after <= space.room) return [text];
  if (typeof source === 'string') return [source];
  switch (source.kind) {
    case 'call':
      return layCall(source, space);
    case 'member':
      return surrounded('', lay(source.of, space), `.${source.name}`);
    case 'list':
      return layList(source.items, space);
    case 'object': {
      const inner = { room: space.room - 2, column: 0, after: 1 };
      return ['{', ...source.entries.flatMap(([key, value]) => indented(layEntry(key, value, inner))), '}'];
    }
    case 'template':
      return layTemplate(source, space);
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

function layCall(call: Call, space: Space): string[] {
  const chain = chainOf(call);
  return chain.length === 1 ? layLink(call, space) : layChain(chain, space);
}

/** A call with its arguments opened, behind whatever it is called on. */
function layLink({ callee, args }: Call, space: Space): string[] {
  const isMember = typeof callee === 'object' && callee.kind === 'member';
  const name = isMember ? `.${callee.name}` : (flat(callee) ?? '');
  const before = isMember ? lay(callee.of, { ...space, after: width(name) + 1 }) : [''];
  const head = surrounded('', before, name);
  const column = (head.length === 1 ? space.column : 0) + width(head.at(-1) ?? '');
  return joined(head, layArguments(args, { ...space, column }));
}

/** `a(…).b(…)` in one line as far as what stands in parentheses allows it, else a line for each call. */
function layChain(chain: readonly Call[], space: Space): string[] {
  const names = chain.map(({ callee }) => (typeof callee === 'string' ? callee : `.${(callee as Member).name}`));
  const dot = names[0]?.lastIndexOf('.') ?? 0;
  const root = names[0]?.slice(0, dot) ?? '';
  // No longer than the indentation: nothing would be gained by a line of its own.
  const merged = space.isStatement === true && root.length <= 2;
  const last = chain.at(-1);
  const inOneLine =
    !mustBreak(chain) && last !== undefined ? layLink(last, { ...space, isStatement: false }) : undefined;
  if (inOneLine !== undefined && merged && chain.length === 2) return inOneLine;
  if (inOneLine !== undefined && opensInLastCall(chain, inOneLine, space)) return inOneLine;
  const links = chain.map(({ args }, at) => {
    const name = at === 0 ? (names[0]?.slice(dot) ?? '') : (names[at] ?? '');
    const after = at === chain.length - 1 ? space.after : 0;
    const column = width(name);
    return surrounded(name, layArguments(args, { room: space.room - 2, column, after }), '');
  });
  const [first = [], ...rest] = links;
  return merged ? [...surrounded(root, first, ''), ...rest.flatMap(indented)] : [root, ...links.flatMap(indented)];
}

/** Whether all but the arguments of the last call is in the first line, which those break by themselves. */
function opensInLastCall(chain: readonly Call[], lines: readonly string[], space: Space): boolean {
  const last = chain.at(-1);
  if (last === undefined || allFlat(last.args) !== undefined) return false;
  return space.column + width(lines[0] ?? '') <= space.room;
}

function layArguments(args: readonly Source[], space: Space): string[] {
  const texts = allFlat(args);
  const [only] = args;
  if (texts !== undefined && space.column + width(texts.join(', ')) + 2 + space.after <= space.room) {
    return [`(${texts.join(', ')})`];
  }
  if (args.length === 1 && typeof only === 'object' && only.kind === 'template' && only.texts.join('').includes('\n')) {
    return surrounded('(', layTemplate(only, space), ')');
  }
  const hugged = layHugged(args, space);
  if (hugged !== undefined) return hugged;
  const inner = { room: space.room - 2, column: 0, after: 1 };
  return ['(', ...args.flatMap((arg) => indented(surrounded('', lay(arg, inner), ','))), ')'];
}

/** The arguments with the last one opened in the line of the call, where it is one that can be. */
function layHugged(args: readonly Source[], space: Space): string[] | undefined {
  const last = args.at(-1);
  if (last === undefined || !canHug(args)) return undefined;
  const others = allFlat(args.slice(0, -1));
  if (others === undefined) return undefined;
  const start = `(${others.map((text) => `${text}, `).join('')}`;
  // Broken for certain: there is no room at all for it in this line.
  const lines = lay(last, { room: space.room, column: space.room, after: 0 });
  if (space.column + width(start + (lines[0] ?? '')) > space.room) return undefined;
  return surrounded(start, lines, ')');
}

function canHug(args: readonly Source[]): boolean {
  const last = args.at(-1);
  const before = args.at(-2);
  if (typeof last !== 'object' || !isOpenable(last)) return false;
  if (typeof before === 'object' && before.kind === last.kind) return false;
  return !(args.length > 1 && last.kind === 'list' && isNumbers(last.items));
}

function isOpenable(source: Source): boolean {
  if (typeof source === 'string') return false;
  if (source.kind === 'list') return source.items.length > 0;
  if (source.kind === 'object') return source.entries.length > 0;
  return source.kind === 'function';
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
  const [first = '', second] = lines;
  const isTooLong = width(start) + 1 + width(first) + (second === undefined ? 1 : 0) > space.room;
  // A key as short as the indentation gains nothing by a line of its own.
  if (width(start) > 5 && ((isTooLong && canMove(value)) || (second !== undefined && isUnbreakable(value)))) {
    return [start, ...indented(surrounded('', lay(value, { ...space, room: space.room - 2 }), ','))];
  }
  return surrounded(`${start} `, lines, ',');
}

/** Whether a value may stand on a line of its own, below its key. */
function canMove(value: Source): boolean {
  return typeof value === 'string' ? !/^(true|false|\d[^n]*)$/.test(value) : value.kind !== 'template';
}

/** A call with nothing in it that could be broken. */
function isUnbreakable(value: Source): boolean {
  if (typeof value === 'string' || value.kind !== 'call') return false;
  const [only, second] = value.args;
  if (second !== undefined) return false;
  if (typeof value.callee === 'object' && !(value.callee.kind === 'member' && isUnbreakable(value.callee.of))) {
    return false;
  }
  return only === undefined || (typeof only === 'string' && (!/^['"]/.test(only) || width(only) <= lineWidth / 4));
}

function layTemplate({ tag, texts, values }: Template, space: Space): string[] {
  let lines = [`${tag}\`${texts[0]}`];
  values.forEach((value, at) => {
    const column = (lines.length === 1 ? space.column : 0) + width(lines.at(-1) ?? '') + 2;
    // However long it is, only a call with something in it that must go over several lines is broken.
    const text = flatAnyway(value);
    const inner = text === undefined ? lay(value, { room: space.room, column, after: 0 }) : [text];
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
