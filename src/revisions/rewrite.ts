import { TsmigError } from '../errors.ts';

/** `null`, a string, or a list of strings, as a revision file writes it, and how it goes on. */
const value =
  /^(null|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.)*`|\[(?:\s|,|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")*\])(?=\s*(?:;|\n|\r|$|as\b|satisfies\b|\/\/|\/\*))/;

/**
 * The text of a revision file with other parents: only the value of its `downRevision` is changed.
 *
 * @param parents the ids of the revisions that it is to revise; none: it is a base.
 * @throws TsmigError `revision` with the place, where the value is not written as a string, a list of strings or null.
 */
export function withDownRevision(source: string, file: string, parents: readonly string[]): string {
  const [declaration, second] = source.matchAll(/^[ \t]*export\s+(?:const|let|var)\s+downRevision\b[^=\n]*=\s*/gm);
  if (declaration === undefined || second !== undefined) {
    throw refusal(file, 1, declaration === undefined ? 'it has no line that declares it' : 'several lines declare it');
  }
  const at = declaration.index + declaration[0].length;
  const written = value.exec(source.slice(at))?.[1];
  if (written === undefined) {
    throw refusal(file, source.slice(0, at).split('\n').length, 'it is not a string, a list of strings or null');
  }
  return source.slice(0, at) + literal(parents, written) + source.slice(at + written.length);
}

/** In the quotes of the value that is replaced; a list stays one. */
function literal(parents: readonly string[], replaced: string): string {
  const [only, second] = parents;
  const quote = /["`']/.exec(replaced)?.[0] ?? "'";
  const quoted = parents.map((id) => `${quote}${id.replaceAll(quote, `\\${quote}`)}${quote}`);
  if (only === undefined) return 'null';
  return second === undefined && !replaced.startsWith('[') ? (quoted[0] ?? '') : `[${quoted.join(', ')}]`;
}

function refusal(file: string, line: number, why: string): TsmigError {
  return new TsmigError('revision', `downRevision cannot be rewritten: ${why}`, {
    source: { position: { file, line, column: 1 } },
    hint: "write it as export const downRevision = '…'; or change it by hand",
  });
}
