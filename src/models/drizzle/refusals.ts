import { TsmigError } from '../../errors.ts';

/** The refusal of something that tsmig has no words for; what surrounds it says where it is. */
export function inexpressible(
  what: string,
  hint = 'leave it out of the model, and write it with op.execute',
): TsmigError {
  return new TsmigError('unsupported', `tsmig cannot express ${what}`, { hint });
}

/** What `work` gives; an error in it says before all else what it is about. */
export function about<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TsmigError)) throw error;
    throw new TsmigError(error.code, `${what}: ${error.message}`, { hint: error.hint, cause: error });
  }
}
