import { TsmigError } from '../../src/errors.ts';

/**
 * sqlite3, the shell, reads a script line by line, and a carriage return before a line feed is lost, also within quotes.
 * https://www.sqlite.org/cli.html
 */
const lineEnd = '\r\n';

/** The picture of a carriage return, and others for a text that has that. */
const standIns = ['\u240d', '\u21b5', '\u23ce', '\u2424', '\u00b6', '\u00a4', '\ue000', '\ue001'];

/** A text as a literal that comes through the shell. */
export function shellProof(text: string, literal: (text: string) => string): string {
  if (!text.includes(lineEnd)) return literal(text);
  const mark = standIns.find((one) => !text.includes(one));
  if (mark === undefined) {
    throw new TsmigError('value', `a text with CR LF and each of ${standIns.join(' ')} has no sqlite literal`);
  }
  return `replace(${literal(text.replaceAll(lineEnd, `${mark}\n`))}, ${literal(mark)}, char(13))`;
}

/** Refuses a name that would not come through the shell; gives it back. */
export function shellName(name: string): string {
  if (!name.includes(lineEnd)) return name;
  throw new TsmigError('unsupported', `sqlite3 would drop the carriage return of the name ${JSON.stringify(name)}`, {
    hint: 'name it otherwise',
  });
}
