import type { Identity } from '../model/nouns.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';

type IdentityOptions = { -readonly [K in Exclude<keyof Identity, 'kind'>]?: Exclude<Identity[K], undefined> };

/** Reads `(START WITH 10 INCREMENT BY 5 …)`. */
export function readIdentityOptions(cursor: Cursor): IdentityOptions {
  const options: IdentityOptions = {};
  cursor.needsSign('(');
  while (!cursor.takesSign(')')) option(cursor, options);
  return options;
}

/** A whole number, exactly. */
export function signedNumber(cursor: Cursor): number | bigint {
  const sign = cursor.takesSign('-') ? '-' : '';
  const { kind, text } = cursor.next();
  if (kind !== 'number' || !/^\d+$/.test(text)) throw new NotUnderstood('number expected');
  const number = Number(sign + text);
  return Number.isSafeInteger(number) ? number : BigInt(sign + text);
}

function option(cursor: Cursor, options: IdentityOptions): void {
  if (cursor.takes('START')) {
    cursor.takes('WITH');
    options.start = signedNumber(cursor);
  } else if (cursor.takes('INCREMENT')) {
    cursor.takes('BY');
    options.increment = signedNumber(cursor);
  } else if (cursor.takes('MINVALUE')) options.minValue = signedNumber(cursor);
  else if (cursor.takes('MAXVALUE')) options.maxValue = signedNumber(cursor);
  else if (cursor.takes('NO', 'MINVALUE')) options.noMinValue = true;
  else if (cursor.takes('NO', 'MAXVALUE')) options.noMaxValue = true;
  else if (cursor.takes('CACHE')) options.cache = signedNumber(cursor);
  else if (cursor.takes('NO', 'CYCLE')) options.cycle = false;
  else if (cursor.takes('CYCLE')) options.cycle = true;
  else throw new NotUnderstood('an identity option');
}
