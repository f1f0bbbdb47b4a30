import { TsmigError } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import { constraintName, indexName } from '../model/naming.ts';
import type { Constraint, Index } from '../model/nouns.ts';
import { ExactName, type Name } from '../model/types.ts';
import type { Normalizer } from './normalize.ts';

/** The name under which a call makes the constraint's name: none where the naming convention makes it of itself. */
export function nameOfConstraint(constraint: Constraint, table: TableName, by: Normalizer): Name | undefined {
  const columns = 'columns' in constraint ? constraint.columns : [];
  const referred = constraint.kind === 'foreignKey' ? constraint.references : undefined;
  return nameGiving(constraint.name, (name) =>
    constraintName(
      name,
      constraint.kind,
      table,
      columns,
      referred,
      by.namingConvention,
      by.dialect.maxIdentifierLength,
    ),
  );
}

/** As `nameOfConstraint`, null for the name that is made. */
export function nameOfIndex({ name, columns }: Index, table: TableName, by: Normalizer): Name | null {
  const given = nameGiving(name, (one) =>
    indexName(one, table, columns, by.namingConvention, by.dialect.maxIdentifierLength),
  );
  return given ?? null;
}

/** What must be given for `make` to make the name: nothing, else the name itself, else the name as it is to be left. */
export function nameGiving(
  wanted: string | undefined,
  make: (given: string | null) => string | undefined,
): Name | undefined {
  const gives = (given: string | null) => {
    try {
      return make(given) === wanted;
    } catch (error) {
      // A convention that asks for a column where there is none.
      if (error instanceof TsmigError) return false;
      throw error;
    }
  };
  if (wanted === undefined || gives(null)) return undefined;
  return gives(wanted) ? wanted : new ExactName(wanted);
}
