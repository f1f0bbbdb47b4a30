/** A text as a string literal, in the quotes that need fewer escapes: single ones where it makes no difference. */
export function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  return `${quote}${escaped(text).replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** A text as it stands in a template; `lines`: its line breaks stay what they are. */
export function templateText(text: string, lines: 'line breaks' | 'escapes'): string {
  const parts = lines === 'line breaks' ? text.split('\n') : [text];
  return parts.map((part) => escaped(part).replace(/`|\$(?=\{)/g, '\\$&')).join('\n');
}

/** The key of a property: in quotes where it is no identifier. */
export function propertyKey(key: string): string {
  // In any other spelling it would set the object's prototype.
  if (key === '__proto__') return `['__proto__']`;
  return isIdentifier(key) ? key : quoted(key);
}

/** A member of an object: `.name`, or `['first name']`. */
export function memberAccess(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${quoted(name)}]`;
}

/**
 * A name for a constant that stands for something called `text`, in camel case, unlike those that are taken; it is taken
 * then.
 * @param kind what is put behind a word of the language: `defaultTable`.
 */
export function identifierFor(text: string, kind: 'Table' | 'Type', taken: Set<string>): string {
  const words = text.split(/[^\p{ID_Continue}]+/u).flatMap((word) => word.split('_'));
  const camel = words
    .filter((word) => word !== '')
    .map(lowered)
    .map((word, at) => (at === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  const plain = isIdentifier(camel) ? camel : `${kind.toLowerCase()}${camel}`;
  const base = reserved.has(plain) ? `${plain}${kind}` : plain;
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}${count}`;
  taken.add(name);
  return name;
}

/** A number as JavaScript writes it. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}

/** How many columns a text takes in a fixed-width font. */
export function width(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the fast way for plain text
  if (/^[\x00-\x7f]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (!/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

/** Whether a text can stand for a variable or a key without quotes. */
function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Whatever cannot be seen, or would end a line, as an escape. */
function escaped(text: string): string {
  return text.replace(/\\|(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}]/gu, (character) => {
    const known = escapes[character];
    if (known !== undefined) return known;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A word in capital letters alone shouts. */
function lowered(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word;
}

/** What cannot be the name of a constant, or is a name that the printed code itself uses. */
const reserved = new Set(
  `arguments async await batch break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null op package private protected public
  return s sql static super switch this throw true try typeof undefined var void while with yield NaN Infinity`.split(
    /\s+/,
  ),
);
