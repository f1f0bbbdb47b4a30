import { isDeepStrictEqual } from 'node:util';
import { TsmigError } from '../../../src/errors.ts';
import type { CorpusFailure, Verdict } from '../graph-corpus.ts';
import { reasons } from './on-purpose.ts';

/** What is asked, or the error that it fails with; what is no proper error is thrown on. */
export function answer<T>(ask: () => T): T | TsmigError {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TsmigError && error.code !== 'internal') return error;
    throw error;
  }
}

/**
 * One answer beside Alembic's.
 *
 * @param onPurpose why it differs, where it may
 */
export function verdict(
  question: string,
  failure: CorpusFailure,
  got: unknown,
  wanted: unknown,
  onPurpose?: string,
): Verdict {
  const ours = got instanceof TsmigError ? { message: got.message } : got;
  const expected = failure.message === undefined ? wanted : { message: failure.message };
  if (failure.crash !== undefined) {
    return {
      kind: 'different',
      question,
      reason: got instanceof TsmigError ? reasons.refused : reasons.answered,
      got: ours,
    };
  }
  if (isDeepStrictEqual(plain(ours), plain(expected))) return { kind: 'equal', question };
  if (onPurpose !== undefined) return { kind: 'different', question, reason: onPurpose };
  return { kind: 'wrong', question, expected, got: ours };
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
