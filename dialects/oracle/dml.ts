import { TsmigError } from '../../src/errors.ts';
import type { Assignment, DmlStatement, TargetColumn } from '../../src/model/expressions.ts';
import type { Table } from '../../src/model/nouns.ts';
import { mapValues } from '../../src/model/sql.ts';
import { columnOf } from '../../src/model/tables.ts';
import { typeFamily } from '../../src/model/types.ts';
import { hasZone } from '../literals.ts';

/** A data change as Oracle can say it; `known`: the table as the history has it. */
export function fitted(dml: DmlStatement, known: Table | undefined): DmlStatement {
  const each = (one: Assignment): Assignment => {
    refuseGenerated(one, known);
    return withZone(one, known);
  };
  switch (dml.kind) {
    case 'insert':
      return { ...dml, rows: dml.rows.map((row) => row.map(each)) };
    case 'insertFromSelect':
      for (const column of dml.columns) refuseGenerated(column, known);
      return dml;
    case 'update':
      return { ...dml, set: dml.set.map(each) };
    case 'delete':
      return dml;
  }
}

/** ORA-32795, ORA-54013 */
function refuseGenerated({ column: name }: TargetColumn, known: Table | undefined): void {
  const column = known && columnOf(known, name);
  if (column?.identity?.always !== true && column?.computed === undefined) return;
  const why = column.computed === undefined ? 'an identity GENERATED ALWAYS' : 'computed';
  throw new TsmigError('unsupported', `oracle takes no value for ${known?.name}.${name}, which is ${why}`, {
    hint: column.computed === undefined ? 'make it s.identity(), which is BY DEFAULT' : 'leave it out',
  });
}

/** A generic date-time is a DATE here; for a column of a type with a zone, its zone must not be left to the session. */
function withZone(assignment: Assignment, known: Table | undefined): Assignment {
  const { column: name, value } = assignment;
  const type = (known && columnOf(known, name)?.type)?.for('oracle');
  if (type?.spec.kind !== 'exact' || typeFamily(type) !== 'dateTime' || hasZone(type) !== true) return assignment;
  const zoned = mapValues(value, (one) => {
    if (one.kind !== 'literal' || one.value === null || one.type === undefined) return one;
    return typeFamily(one.type) === 'dateTime' ? { ...one, type } : one;
  });
  return { ...assignment, value: zoned };
}
