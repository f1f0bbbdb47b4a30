import { TsmigError } from '../src/errors.ts';
import type { Identity } from '../src/model/nouns.ts';

/** Whether an identity counts downwards. */
export function descends({ increment = 1 }: Identity): boolean {
  return increment < 0;
}

/** Refuses an identity that contradicts itself, or whose numbers are not exact. */
export function checkIdentityNumbers(identity: Identity): void {
  const { start, increment, cache, minValue, maxValue, noMinValue, noMaxValue } = identity;
  if ((minValue !== undefined && noMinValue === true) || (maxValue !== undefined && noMaxValue === true)) {
    throw new TsmigError('operation', 'an identity has both a bound and none', { hint: 'say one of them' });
  }
  for (const [name, value] of Object.entries({ start, increment, cache, minValue, maxValue })) {
    if (value === undefined || typeof value === 'bigint' || Number.isSafeInteger(value)) continue;
    throw new TsmigError('value', `${name} of an identity is ${String(value)}, which is no exact integer`);
  }
}
