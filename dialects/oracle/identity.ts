import { TsmigError } from '../../src/errors.ts';
import type { Identity } from '../../src/model/nouns.ts';
import { checkIdentityNumbers, descends, identityOption } from '../identity.ts';
import { words } from '../words.ts';

/**
 * `GENERATED … AS IDENTITY (…)`
 * https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html: identity_clause
 */
export function identityClause(identity: Identity): string {
  checkIdentity(identity);
  const options = words(
    ...optionNames.map((name) =>
      identity[name] === undefined ? undefined : identityOption(name, identity[name], 'NO'),
    ),
  );
  return words('GENERATED', when(identity), 'AS IDENTITY', options !== '' && `(${options})`);
}

/**
 * The clause that turns one identity into another; undefined: nothing to do. It starts again only where the start is
 * another one; an option that is no longer said goes back to Oracle's default.
 * https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html: identity_options
 */
export function identityChange(from: Identity, to: Identity): string | undefined {
  checkIdentity(to);
  if (descends(from) !== descends(to)) {
    throw new TsmigError('unsupported', 'oracle cannot turn the direction of an identity: its last value is a bound', {
      hint: 'add another column with the new identity',
    });
  }
  if (from.start !== undefined && to.start === undefined) {
    throw new TsmigError('unsupported', 'oracle cannot take back where an identity starts', {
      hint: `say start: ${from.start} again, which changes nothing`,
    });
  }
  const changed = changeNames.filter((name) => effective(name, from) !== effective(name, to));
  if (changed.length === 0 && when(from) === when(to)) return undefined;
  const options = words(...changed.map((name) => identityOption(name, effective(name, to), 'NO')));
  return words('GENERATED', when(to), 'AS IDENTITY', options !== '' && `(${options})`);
}

/** In the order in which SQLAlchemy writes them. */
const optionNames = [
  'increment',
  'start',
  'minValue',
  'maxValue',
  'noMinValue',
  'noMaxValue',
  'cache',
  'cycle',
  'order',
] as const;
/** The `no…` options are the others' absence. */
const changeNames = ['increment', 'start', 'minValue', 'maxValue', 'cache', 'cycle', 'order'] as const;

function when({ always, onNull }: Identity): string {
  return words(always === true ? 'ALWAYS' : 'BY DEFAULT', onNull === true && 'ON NULL');
}

/** The value that an option has, said or not; null: none. */
function effective(name: (typeof changeNames)[number], identity: Identity): string | boolean | null {
  switch (name) {
    case 'cycle':
    case 'order':
      return identity[name] ?? false;
    case 'increment':
      return String(identity.increment ?? 1);
    case 'cache':
      return String(identity.cache ?? 20);
    case 'start':
    case 'minValue':
    case 'maxValue':
      return identity[name] === undefined ? null : String(identity[name]);
  }
}

function checkIdentity(identity: Identity): void {
  const { always, onNull, cache } = identity;
  if (always === true && onNull === true) {
    throw new TsmigError('unsupported', 'an identity of oracle is either always or on null', {
      hint: 'leave out always: ON NULL belongs to BY DEFAULT',
    });
  }
  checkIdentityNumbers(identity);
  if (cache !== undefined && cache < 2) {
    throw new TsmigError('unsupported', `oracle caches two values of an identity or more, not ${cache}`, {
      hint: 'leave out cache',
    });
  }
}
