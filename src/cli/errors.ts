import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type OperationSource, type SourcePosition, TsmigError } from '../errors.ts';
import { paint } from './paint.ts';

/** How errors and warnings are shown. */
export interface ErrorStyle {
  /** The working directory: paths below it are shown relative to it. */
  readonly cwd: string;
  readonly color: boolean;
  /** Whether stack traces are shown. */
  readonly verbose: boolean;
}

/** 1: something that the user can put right; 2: a check found something; 70 (`EX_SOFTWARE`): a bug of ours. */
export function exitCodeOf(error: unknown): 1 | 2 | 70 {
  if (error instanceof TsmigError && error.code === 'check') return 2;
  return isBug(error) ? 70 : 1;
}

/** An error as text: what, where, the source around it, what caused it, and what to do. */
export function formatError(error: unknown, style: ErrorStyle): string {
  const ink = paint(style.color);
  if (isBug(error)) {
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    return `${ink.red('error[internal]')}: ${stack}\n${causeLines(error, style)}  ${ink.cyan('help')}: this is a bug in tsmig; please report it with the lines above\n`;
  }
  if (!(error instanceof TsmigError)) return `${ink.red('error[io]')}: ${messageOf(error)}\n`;
  const hint = error.hint === undefined ? '' : `  ${ink.cyan('help')}: ${shortened(error.hint, style)}\n`;
  const stack = style.verbose && error.stack !== undefined ? `${ink.dim(framesOf(error.stack))}\n` : '';
  return [
    `${ink.red(`error[${error.code}]`)}: ${shortened(error.message, style)}\n`,
    placeLines(error.source, style),
    causeLines(error, style),
    hint,
    stack,
  ].join('');
}

/** A warning as text, with where it comes from. */
export function formatWarning(message: string, source: OperationSource | undefined, style: ErrorStyle): string {
  return `${paint(style.color).yellow('warning')}: ${message}\n${arrowLine(source, style)}`;
}

/** A path as people read it: relative where it is below the working directory. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

/** A text with the paths below the working directory as people read them. */
function shortened(text: string, { cwd }: ErrorStyle): string {
  const folder = cwd.endsWith(path.sep) ? cwd : `${cwd}${path.sep}`;
  if (path.dirname(cwd) === cwd) return text;
  // Only where a path begins: the folder's name may also stand inside of another path.
  return text
    .replace(/(?<=^|[\s'"(])\S/g, (start, at: number) => (text.startsWith(folder, at) ? `\0${start}` : start))
    .replaceAll(`\0${folder}`, '');
}

function isBug(error: unknown): boolean {
  if (error instanceof TsmigError) return error.code === 'internal';
  // What Node reports of the system (no permission, no such file) is nobody's bug.
  return !(error instanceof Error && 'syscall' in error);
}

function placeLines(source: OperationSource | undefined, style: ErrorStyle): string {
  const arrow = arrowLine(source, style);
  return source?.position === undefined ? arrow : arrow + codeFrame(source.position, style);
}

function arrowLine(source: OperationSource | undefined, style: ErrorStyle): string {
  if (source === undefined) return '';
  const { position, revision, direction, index, operation } = source;
  const where = position && `${shownPath(position.file, style.cwd)}:${position.line}:${position.column}`;
  const named = where === undefined && revision !== undefined ? `revision ${revision}` : where;
  const asked =
    operation === undefined ? undefined : `operation${index === undefined ? '' : ` ${index}`} (${operation})`;
  const call = [direction, asked].filter((part) => part !== undefined).join(', ');
  if (named === undefined && call === '') return '';
  return `  ${paint(style.color).cyan('-->')} ${[named, call].filter(Boolean).join('  ')}\n`;
}

/** The line of source with a caret below it, and the lines around it. Nothing when the file cannot be read. */
function codeFrame({ file, line, column }: SourcePosition, { color }: ErrorStyle): string {
  let lines: readonly string[];
  try {
    lines = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
  } catch {
    return '';
  }
  if (lines[line - 1] === undefined) return '';
  const ink = paint(color);
  const width = String(line + 1).length;
  const shown: string[] = [];
  for (let number = Math.max(1, line - 1); number <= Math.min(lines.length, line + 1); number++) {
    const text = (lines[number - 1] ?? '').trimEnd();
    if (number !== line && text === '') continue;
    shown.push(`  ${ink.dim(`${String(number).padStart(width)} |`)} ${text}`.trimEnd());
    if (number !== line) continue;
    // Tabs stay tabs, so that the caret stands where the character stands.
    const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
    shown.push(`  ${ink.dim(`${' '.repeat(width)} |`)} ${indent}${ink.red('^')}`);
  }
  return shown.map((text) => `${text}\n`).join('');
}

function causeLines(error: unknown, style: ErrorStyle): string {
  const lines: string[] = [];
  const seen = new Set<unknown>([error]);
  for (let cause = causeOf(error); cause !== undefined && !seen.has(cause); cause = causeOf(cause)) {
    seen.add(cause);
    lines.push(`  cause: ${shortened(messageOf(cause), style).replaceAll('\n', '\n    ')}\n`);
    if (style.verbose && cause instanceof Error && cause.stack !== undefined) {
      lines.push(`${paint(style.color).dim(framesOf(cause.stack))}\n`);
    }
  }
  return lines.join('');
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof TsmigError || 'syscall' in error ? error.message : `${error.name}: ${error.message}`;
}

/** The `at …` lines of a stack trace. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
