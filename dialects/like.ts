/** Stands before a character that LIKE shall take as it is; no dialect has it as its own, as backslash is. */
export const escapeCharacter = '/';

/** The pattern of a text with any other before or behind it, and whether it has to be read with ESCAPE. */
export function likePattern(
  text: string,
  at: 'start' | 'end' | 'anywhere',
  wildcards: string,
): { readonly pattern: string; readonly escaped: boolean } {
  const escaped = [...text].some((character) => wildcards.includes(character));
  const literal = escaped
    ? Array.from(text, (character) =>
        escapable.includes(character) && (wildcards + escapeCharacter).includes(character)
          ? escapeCharacter + character
          : character,
      ).join('')
    : text;
  return { pattern: `${at === 'start' ? '' : '%'}${literal}${at === 'end' ? '' : '%'}`, escaped };
}

/** Where ESCAPE names another character, backslash is one as any other. */
const escapable = `%_[${escapeCharacter}`;
