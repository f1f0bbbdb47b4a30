import { enumOf, enumUsers } from '../../src/catalog/alter-enum.ts';
import { type Catalog, keyOf } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import { DataType } from '../../src/model/types.ts';
import type { AlterEnum } from '../../src/operations/operation.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { list, statement, words } from '../words.ts';
import { refuseUsesOf } from './alter-column.ts';
import { refuseLongLabel } from './named-types.ts';

/** What changing an enum needs of the dialect. */
export interface EnumForms {
  id(name: string, quote?: boolean): string;
  table(table: TableName): string;
  type(type: DataType): string;
  literal(value: unknown, type?: DataType | null): string;
}

/** A default as it is written. */
type DefaultOf = (value: Expression, type: DataType | null) => string;
type Label = (value: string) => string;

/**
 * New names and new values are ALTER TYPE; a value cannot be used in the transaction that adds it, so that stands outside. Where
 * a value goes, or the order changes, a new type takes the old one's place.
 * https://www.postgresql.org/docs/current/sql-altertype.html
 */
export function enumChange(
  operation: AlterEnum,
  before: Catalog,
  forms: EnumForms,
  defaultOf: DefaultOf,
): SqlStatement[] {
  const label: Label = (value) => forms.literal(value, new DataType({ kind: 'text' }));
  const { name, values, renamed } = operation;
  const known = enumOf(before, name)?.values;
  if (known === undefined) {
    throw new TsmigError('opaque', `postgresql: the values of the enum ${name.name} are not known here`, {
      hint: 'raw SQL hid them: say what it does, op.execute(…, { means })',
    });
  }
  const type = forms.table(name);
  refuseLongLabel(values, type);
  const current = known.map((value) => renamed[value] ?? value);
  const renames = Object.entries(renamed).map(([from, to]) =>
    statement(words('ALTER TYPE', type, 'RENAME VALUE', label(from), 'TO', label(to))),
  );
  const kept = values.filter((value) => current.includes(value));
  const isLonger = kept.length === current.length && kept.every((value, at) => value === current[at]);
  return [
    ...renames,
    ...(isLonger ? additions(type, current, values, label) : exchange(operation, before, forms, label, defaultOf)),
  ];
}

function additions(type: string, current: readonly string[], values: readonly string[], label: Label): SqlStatement[] {
  const last = values.findLastIndex((value) => current.includes(value));
  return values.flatMap((value, at) => {
    if (current.includes(value)) return [];
    const [before, first] = [values[at - 1], current[0]];
    const place =
      at > last ? undefined : before !== undefined ? `AFTER ${label(before)}` : first && `BEFORE ${label(first)}`;
    return [{ sql: words('ALTER TYPE', type, 'ADD VALUE', label(value), place), transactional: false }];
  });
}

/** The old type is put aside, and dropped when its columns have the new one. */
function exchange(
  { name, values }: AlterEnum,
  before: Catalog,
  forms: EnumForms,
  label: Label,
  defaultOf: DefaultOf,
): SqlStatement[] {
  const users = enumUsers(before, name);
  const count = before.typeUsers.get(keyOf(name))?.size ?? 0;
  if (count > users.length || before.opaque !== undefined) {
    throw new TsmigError('opaque', `postgresql: not all columns of the enum ${name.name} are known`, {
      hint: 'raw SQL hid a table that uses it: say what it does, op.execute(…, { means })',
    });
  }
  const aside = { ...name, name: `_alembic_tmp_${name.name}` };
  return [
    statement(words('ALTER TYPE', forms.table(name), 'RENAME TO', forms.id(aside.name))),
    statement(words('CREATE TYPE', forms.table(name), 'AS ENUM', list(values.map((value) => label(value))))),
    ...users.flatMap(({ table, column }) => {
      refuseUsesOf(table, column.name);
      const { type, serverDefault } = column;
      if (type === null || type.spec.kind === 'domain') {
        throw new TsmigError(
          'unsupported',
          `postgresql cannot take values from the enum ${name.name}: a domain stands on it`,
          {
            hint: 'change the domain by hand',
          },
        );
      }
      const [head, id] = [`ALTER TABLE ${forms.table(table)} ALTER COLUMN`, forms.id(column.name, column.quote)];
      const written = forms.type(type);
      const text = `TEXT${/(?:\[\])*$/.exec(written)?.[0] ?? ''}`;
      const change = statement(words(head, id, 'TYPE', written, 'USING', `${id}::${text}::${written}`));
      if (serverDefault === undefined) return [change];
      const put = defaultOf(serverDefault, type);
      return [statement(words(head, id, 'DROP DEFAULT')), change, statement(words(head, id, 'SET DEFAULT', put))];
    }),
    statement(words('DROP TYPE', forms.table(aside))),
  ];
}
