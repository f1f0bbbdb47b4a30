import { TsmigError } from '../../src/errors.ts';
import type { Identity } from '../../src/model/nouns.ts';
import { checkIdentityNumbers, descends, identityOption } from '../identity.ts';
import { words } from '../words.ts';

/**
 * `GENERATED … AS IDENTITY (…)`
 * https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-GENERATED-IDENTITY
 */
export function identityClause(identity: Identity): string {
  checkIdentity(identity);
  const options = words(
    ...optionNames.map((name) =>
      identity[name] === undefined ? undefined : identityOption(name, identity[name], 'NO '),
    ),
  );
  return words('GENERATED', when(identity), 'AS IDENTITY', options !== '' && `(${options})`);
}

/**
 * What turns one identity into another: `SET GENERATED ALWAYS SET INCREMENT BY 3`; empty: nothing to do.
 * An option that is no longer said goes back to PostgreSQL's default, as it would be had the column been made so.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY
 */
export function identityChange(from: Identity, to: Identity): string {
  checkIdentity(to);
  if (descends(from) !== descends(to)) {
    throw new TsmigError(
      'unsupported',
      'postgresql cannot turn the direction of an identity: its last value is out of bounds',
      {
        hint: 'drop the identity first (serverDefault: null), then add the new one',
      },
    );
  }
  const changed = sortedNames.filter((name) => effective(name, from) !== effective(name, to));
  return words(
    when(from) !== when(to) && `SET GENERATED ${when(to)}`,
    ...changed.map((name) => `SET ${identityOption(name, effective(name, to), 'NO ')}`),
  );
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
] as const;

/** In the order in which Alembic changes them. The `no…` options are the others’ absence. */
const sortedNames = ['cache', 'cycle', 'increment', 'maxValue', 'minValue', 'start'] as const;

function when({ always }: Identity): string {
  return always === true ? 'ALWAYS' : 'BY DEFAULT';
}

/** The value that an option has, said or not; null: none. */
function effective(name: (typeof sortedNames)[number], identity: Identity): string | boolean | null {
  switch (name) {
    case 'cycle':
      return identity.cycle ?? false;
    case 'cache':
    case 'increment':
      return String(identity[name] ?? 1);
    case 'minValue':
    case 'maxValue':
      return identity[name] === undefined ? null : String(identity[name]);
    case 'start':
      return String(identity.start ?? (descends(identity) ? (identity.maxValue ?? -1) : (identity.minValue ?? 1)));
  }
}

function checkIdentity(identity: Identity): void {
  const { order, onNull } = identity;
  if (order !== undefined || onNull !== undefined) {
    const option = order === undefined ? 'onNull' : 'order';
    throw new TsmigError('unsupported', `postgresql has no ${option} of an identity`, {
      hint: 'leave it out: it is Oracle’s',
    });
  }
  checkIdentityNumbers(identity);
}
