/** The text of the doc comment with which a file begins, blanks at the ends of lines included; empty when there is none. */
export function docComment(source: string): string {
  const [, body] = /^\uFEFF?(?:#!.*\n)?(?:\s|\/\/.*\n)*\/\*\*?([\s\S]*?)\*\//.exec(source) ?? [];
  if (body === undefined) return '';
  return (
    body
      .split(/\r?\n/)
      .map((line) => line.replace(/^\s*\*? ?/, ''))
      .join('\n')
      // The end of a comment, as `tsmig revision` writes it into one.
      .replaceAll('*\\/', '*/')
      .trim()
  );
}

/** The first paragraph on one line: what logs and scripts show. A doc that starts with its fields has none. */
export function messageOf(doc: string): string {
  const [first = ''] = doc.split(/\n\s*\n/);
  if (/^Revision ID:/i.test(first)) return '';
  // Control characters and the two line separators of Unicode would break out of a script's comment.
  return first.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
