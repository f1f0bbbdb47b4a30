import path from 'node:path';
import { type SourcePosition, TsmigError } from '../errors.ts';
import { docComment, messageOf } from './docstring.ts';
import type { Revision, RevisionFunction } from './revision.ts';
import { placeOf } from './transform.ts';

/** The version table's column is a VARCHAR(32), as Alembic's. */
export const maxRevisionLength = 32;

/** Words that an identifier means something else by. */
const reserved = new Set(['base', 'head', 'heads', 'current']);

/**
 * Reads what a revision file exports.
 *
 * @throws TsmigError `revision` naming the export that is missing or wrong, and its line
 */
export function revisionFrom(file: string, source: string, module: Readonly<Record<string, unknown>>): Revision {
  const refuse = (name: string, problem: string, hint: string): never => {
    throw new TsmigError('revision', `${path.basename(file)}: ${problem}`, {
      source: { position: exportPlace(file, source, name) },
      hint,
    });
  };
  const names = (name: string): readonly string[] => {
    const value = module[name];
    const list = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
    return list.every((item) => typeof item === 'string' && item !== '')
      ? (list as string[])
      : refuse(name, `${name} is ${written(value)}`, `${name} is a string, an array of strings, or null`);
  };
  const runnable = (name: 'upgrade' | 'downgrade'): RevisionFunction => {
    const value = module[name];
    if (typeof value === 'function') return value as RevisionFunction;
    const problem = value === undefined ? `it does not export ${name}` : `${name} is ${written(value)}`;
    const empty = name === 'downgrade' ? '; when nothing can be taken back, let it throw an error that says so' : '';
    return refuse(name, problem, `write: export function ${name}(op: Operations): void { … }${empty}`);
  };

  const { revision: id } = module;
  if (id === undefined) {
    const foreign = Object.keys(module).length === 0 ? 'it exports nothing' : 'it does not export revision';
    return refuse(
      'revision',
      `${foreign}, so it is no revision file`,
      "write: export const revision = '…'; files that are no revisions belong outside the version locations",
    );
  }
  if (typeof id !== 'string') return refuse('revision', `revision is ${written(id)}`, 'a revision id is a string');
  const problem = idProblem(id);
  if (problem) return refuse('revision', problem.message, problem.hint);
  if (module.downRevision === undefined) {
    refuse(
      'downRevision',
      'it does not export downRevision',
      'write: export const downRevision = null; for the first revision, else the id of the one before',
    );
  }
  const branchLabels = names('branchLabels');
  for (const label of branchLabels) {
    const wrong = labelProblem(label);
    if (wrong) refuse('branchLabels', wrong, 'a label is a word without blanks, @ and :');
  }
  const doc = docComment(source);
  return {
    id,
    down: names('downRevision'),
    branchLabels,
    dependsOn: names('dependsOn'),
    message: messageOf(doc),
    doc,
    file,
    upgrade: runnable('upgrade'),
    downgrade: runnable('downgrade'),
  };
}

/** What is wrong with a revision id, also with one given on the command line; undefined: nothing. */
export function idProblem(id: string): { readonly message: string; readonly hint: string } | undefined {
  if (id === '') return { message: 'revision is empty', hint: 'a revision id has at least one character' };
  const illegal = [...new Set(id.match(/[@\-+:\s\p{Cc}]/gu))].sort();
  if (illegal.length > 0) {
    const shown = illegal.map((character) =>
      /[@\-+:]/.test(character) ? character : JSON.stringify(character).slice(1, -1),
    );
    return {
      message: `Character(s) '${shown.join(', ')}' not allowed in revision identifier '${id}'`,
      hint: 'these characters are for ranges, branches and relative identifiers; use letters, digits, _ and .',
    };
  }
  if (reserved.has(id)) return { message: `'${id}' cannot be a revision id`, hint: `${id} has a meaning of its own` };
  if ([...id].length > maxRevisionLength) {
    return {
      message: `revision id '${id}' is longer than ${maxRevisionLength} characters`,
      hint: `the version table's column holds ${maxRevisionLength} characters; use a shorter id`,
    };
  }
  return undefined;
}

/** What is wrong with a branch label; undefined: nothing. */
function labelProblem(label: string): string | undefined {
  if (label === '') return 'a branch label is empty';
  if (/[@:\p{Cc}]|^\s|\s$/u.test(label)) return `branch label '${label}' has a character that is not allowed`;
  if (reserved.has(label)) return `'${label}' cannot be a branch label: it has a meaning of its own`;
  return undefined;
}

function exportPlace(file: string, source: string, name: string): SourcePosition {
  const pattern = new RegExp(`^[ \\t]*export\\s+(?:async\\s+)?(?:const|let|var|function)\\s+(${name})\\b`, 'm');
  const match = pattern.exec(source);
  if (!match) return { file, line: 1, column: 1 };
  return placeOf(file, source, match.index + match[0].length - name.length);
}

function written(value: unknown): string {
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'an array that holds something else than strings';
  return value === null ? 'null' : value === undefined ? 'undefined' : `a ${typeof value}`;
}
