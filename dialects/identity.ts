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

type OptionName =
  | 'increment'
  | 'start'
  | 'minValue'
  | 'maxValue'
  | 'noMinValue'
  | 'noMaxValue'
  | 'cache'
  | 'cycle'
  | 'order';

/** An option as SQL; a bound that is null is none. `no`: what a database says before what is not wanted, `NO ` or `NO`. */
export function identityOption(
  name: OptionName,
  value: string | number | bigint | boolean | null | undefined,
  no: 'NO ' | 'NO',
): string | undefined {
  switch (name) {
    case 'increment':
      return `INCREMENT BY ${value}`;
    case 'start':
      return `START WITH ${value}`;
    case 'minValue':
      return value === null ? `${no}MINVALUE` : `MINVALUE ${value}`;
    case 'maxValue':
      return value === null ? `${no}MAXVALUE` : `MAXVALUE ${value}`;
    case 'noMinValue':
      return value === true ? `${no}MINVALUE` : undefined;
    case 'noMaxValue':
      return value === true ? `${no}MAXVALUE` : undefined;
    case 'cache':
      return `CACHE ${value}`;
    case 'cycle':
      return value === true ? 'CYCLE' : `${no}CYCLE`;
    case 'order':
      return value === true ? 'ORDER' : `${no}ORDER`;
  }
}
