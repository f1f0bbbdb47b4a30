import { mentions } from '../../src/catalog/expressions.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Assignment, DmlStatement, Expression } from '../../src/model/expressions.ts';
import type { Table } from '../../src/model/nouns.ts';
import { countingColumn } from './counting.ts';

/** A data change as the server reads it as it is meant; what it would read otherwise is refused. */
export function asMeant<D extends DmlStatement>(dml: D, known: Table | undefined, dialect: string): D {
  if (dml.kind === 'update') return { ...dml, set: inOrder(dml.set, dml.table.name, dialect) };
  if (dml.kind === 'insert') refuseZero(dml, countingColumn(known)?.name, dialect);
  return dml;
}

/**
 * The assignments so that each reads only what is not assigned yet: `SET a = 1, b = a` sees the new a.
 * https://dev.mysql.com/doc/refman/8.0/en/update.html
 */
function inOrder(set: readonly Assignment[], table: string, dialect: string): readonly Assignment[] {
  const left = [...set];
  const ordered: Assignment[] = [];
  while (left.length > 0) {
    const at = left.findIndex((one) => !left.some((other) => other !== one && mentions(other.value, one.column)));
    const [next] = at < 0 ? [] : left.splice(at, 1);
    if (next === undefined) {
      const columns = left.map(({ column }) => column).join(', ');
      throw new TsmigError(
        'unsupported',
        `${dialect} cannot set ${columns} of ${table} by the old values of each other`,
        {
          hint: 'keep one of them in another column, and set them one after the other',
        },
      );
    }
    ordered.push(next);
  }
  return ordered;
}

/** 0 asks for the next number. https://dev.mysql.com/doc/refman/8.0/en/example-auto-increment.html */
function refuseZero(
  { rows, table }: DmlStatement & { kind: 'insert' },
  counting: string | undefined,
  dialect: string,
): void {
  if (counting === undefined || !rows.flat().some(({ column, value }) => column === counting && isZero(value))) return;
  throw new TsmigError(
    'unsupported',
    `${dialect} cannot insert 0 into ${table.name}.${counting}: AUTO_INCREMENT would take the next number instead`,
    { hint: 'insert another number, and update it to 0 afterwards' },
  );
}

function isZero(value: Expression): boolean {
  return value.kind === 'literal' && /^[+-]?0+$/.test(String(value.value));
}
