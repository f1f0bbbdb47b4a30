import { TsmigError } from '../src/errors.ts';

/** When a database needs quotes around a name, and what it takes as one. */
export interface IdentifierRules {
  readonly dialect: string;
  readonly open: string;
  readonly close: string;
  /** In lower case. */
  readonly reserved: ReadonlySet<string>;
  /** What may stand without quotes, in the case that the server folds to. */
  readonly plain: RegExp;
  readonly maxLength: number;
  readonly unit: 'bytes' | 'characters';
}

/** The plain names of SQLAlchemy: lower-case letters, digits, `_`, `$`, not starting with a digit or `$`. */
export const plainName = /^[a-z_][a-z0-9_$]*$/;

/** A name as it stands in SQL, in quotes where it needs them, as SQLAlchemy decides it; `quote` forces it. */
export function identifier(name: string, quote: boolean | undefined, rules: IdentifierRules): string {
  checkName(name, rules);
  const quoted = quote ?? (rules.reserved.has(name.toLowerCase()) || !rules.plain.test(name));
  if (quote === false && !/^[\p{L}\p{N}_$]+$/u.test(name)) {
    throw new TsmigError('value', `the name ${show(name)} cannot stand without quotes`, {
      hint: 'leave out `quote: false`',
    });
  }
  return quoted ? quotedIdentifier(name, rules) : name;
}

/** A name in quotes, whatever it is. */
export function quotedIdentifier(name: string, rules: IdentifierRules): string {
  checkName(name, rules);
  return `${rules.open}${name.replaceAll(rules.close, rules.close + rules.close)}${rules.close}`;
}

/** Refuses what would be cut, garbled or rejected by the server. */
function checkName(name: string, rules: IdentifierRules): void {
  if (name === '') throw new TsmigError('value', 'a name is empty');
  if (name.includes('\0')) throw new TsmigError('value', `the name ${show(name)} contains a NUL character`);
  if (/\p{Surrogate}/u.test(name)) throw new TsmigError('value', `the name ${show(name)} is not well-formed Unicode`);
  const length = rules.unit === 'bytes' ? Buffer.byteLength(name, 'utf8') : [...name].length;
  if (length > rules.maxLength) {
    throw new TsmigError(
      'unsupported',
      `the name ${show(name)} has ${length} ${rules.unit}, ${rules.dialect} takes ${rules.maxLength}`,
      { hint: 'shorten it' },
    );
  }
}

function show(name: string): string {
  return JSON.stringify(name);
}
