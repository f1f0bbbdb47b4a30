import { TsmigError } from '../errors.ts';
import type { CreateDate } from './create-date.ts';

/** What a file template is filled from. */
export interface FileNameParts {
  readonly revision: string;
  readonly message: string | null;
  readonly createDate: CreateDate;
  /** How long the slug may get, in characters. */
  readonly truncateSlugLength: number;
}

/**
 * The name of a revision file, without extension, as Alembic's `file_template` gives it.
 *
 * @param template Python's `%` format: `%(rev)s`, `%(slug).10s`, `%(month).2d`, `%%`.
 * @throws TsmigError `config` when it names something that is not there, or formats it as what it is not.
 */
export function fileName(template: string, parts: FileNameParts): string {
  const { epoch, year, month, day, hour, minute, second } = parts.createDate;
  const values: Readonly<Record<string, string | number>> = {
    rev: parts.revision,
    // As in Alembic, 0 is the default, not "no slug".
    slug: slug(parts.message ?? '', parts.truncateSlugLength || 40),
    ...{ epoch, year, month, day, hour, minute, second },
  };
  return template.replace(conversion, (whole, key, flags, width, precision, letter) => {
    if (whole === '%%') return '%';
    const value = typeof key === 'string' && Object.hasOwn(values, key) ? values[key] : undefined;
    const text = value === undefined ? undefined : formatted(value, letter, precision);
    if (text === undefined) {
      throw new TsmigError('config', `fileTemplate '${template}': '${whole}' cannot be filled`, {
        hint: `use %(rev)s, %(slug)s, or a number such as %(year)d or %(month).2d, of ${Object.keys(values).slice(2).join(', ')}`,
      });
    }
    return padded(text, flags, Number(width || 0), letter !== 's');
  });
}

/** A conversion as Python writes it, or a `%` that is none. */
const conversion = /%(?:%|\(([^()]*)\)([-0+ ]*)(\d*)(?:\.(\d+))?([A-Za-z]))?/g;

/** A message as part of a file name: its words in lower case, joined by `_`, cut at a word when it gets too long. */
export function slug(message: string, maxLength: number): string {
  // Python's \w: letters and numbers of all scripts and `_`, but no combining marks.
  const words = message.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const joined = words.join('_').toLowerCase();
  const characters = Array.from(joined);
  if (characters.length <= maxLength) return joined;
  const cut = characters.slice(0, maxLength).join('');
  const at = cut.lastIndexOf('_');
  return `${at === -1 ? cut : cut.slice(0, at)}_`;
}

function formatted(value: string | number, letter: string, precision: string | undefined): string | undefined {
  if (letter === 's') {
    const text = String(value);
    return precision === undefined ? text : Array.from(text).slice(0, Number(precision)).join('');
  }
  if (!['d', 'i', 'u'].includes(letter) || typeof value === 'string') return undefined;
  const digits = String(Math.abs(value)).padStart(Number(precision ?? 0), '0');
  return value < 0 ? `-${digits}` : digits;
}

function padded(text: string, flags: string, width: number, isNumber: boolean): string {
  const sign = isNumber && !text.startsWith('-') ? (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') : '';
  const missing = Math.max(0, width - Array.from(sign + text).length);
  if (flags.includes('-')) return sign + text + ' '.repeat(missing);
  if (isNumber && flags.includes('0')) return sign + '0'.repeat(missing) + text;
  return ' '.repeat(missing) + sign + text;
}
