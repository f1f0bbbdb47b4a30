import type { DataType } from './types.ts';

/**
 * A piece of SQL as data: what `sql`, conditions and DML are made of. A dialect turns it into text;
 * only there do names get their quotes and values become literals.
 */
export type Expression =
  /** Text that goes out as it is. */
  | { readonly kind: 'raw'; readonly text: string }
  /** A JavaScript value, to become a literal of `type`, or by the value alone. */
  | { readonly kind: 'literal'; readonly value: unknown; readonly type?: DataType }
  /** A dotted name: schema, table, column … */
  | { readonly kind: 'identifier'; readonly path: readonly string[] }
  /** A column of a table: qualified by it in DML, bare elsewhere. */
  | { readonly kind: 'column'; readonly table: TableName; readonly name: string; readonly quote?: boolean }
  | { readonly kind: 'table'; readonly table: TableName }
  /** Parts one after the other, nothing between them: what a template gives. */
  | { readonly kind: 'fragment'; readonly parts: readonly Expression[] }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'now' }
  | { readonly kind: 'currentTimestamp' }
  | {
      readonly kind: 'order';
      readonly of: Expression;
      readonly direction: 'ASC' | 'DESC' | 'NULLS FIRST' | 'NULLS LAST';
    }
  | {
      readonly kind: 'comparison';
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'NOT LIKE';
      readonly left: Expression;
      readonly right: Expression;
    }
  /** LIKE in any case of letters. */
  | { readonly kind: 'ilike'; readonly left: Expression; readonly right: Expression }
  /** Whether a text begins with, ends with or holds another: a LIKE, in which the dialect escapes what it takes for a wildcard. */
  | {
      readonly kind: 'textMatch';
      readonly of: Expression;
      readonly text: string;
      readonly type?: DataType;
      readonly at: 'start' | 'end' | 'anywhere';
    }
  | {
      readonly kind: 'between';
      readonly of: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: 'isNull'; readonly of: Expression; readonly negated: boolean }
  | { readonly kind: 'in'; readonly of: Expression; readonly values: readonly Expression[]; readonly negated: boolean }
  | { readonly kind: 'logical'; readonly operator: 'AND' | 'OR'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  /** CAST; a literal without a type goes as one of `type`, where it can. */
  | { readonly kind: 'cast'; readonly value: Expression; readonly type: DataType }
  /** CASE WHEN: the value of the first branch whose condition holds; without one `otherwise`, or NULL. */
  | { readonly kind: 'case'; readonly branches: readonly CaseBranch[]; readonly otherwise?: Expression };

export interface CaseBranch {
  readonly when: Expression;
  readonly value: Expression;
}

/** How a table is named. */
export interface TableName {
  readonly name: string;
  readonly schema?: string;
}

/** A data change as data: what `t.insert()`, `t.update()` and `t.delete()` give. */
export type DmlStatement =
  | {
      readonly kind: 'insert';
      readonly table: TableName;
      /** One statement a row; the columns of a row are those it names. */
      readonly rows: readonly (readonly Assignment[])[];
    }
  /** INSERT of the rows that a SELECT gives. */
  | {
      readonly kind: 'insertFromSelect';
      readonly table: TableName;
      readonly columns: readonly TargetColumn[];
      readonly select: Expression;
    }
  | {
      readonly kind: 'update';
      readonly table: TableName;
      readonly set: readonly Assignment[];
      readonly where: readonly Expression[];
    }
  | { readonly kind: 'delete'; readonly table: TableName; readonly where: readonly Expression[] };

export interface TargetColumn {
  readonly column: string;
  readonly quote?: boolean;
}

export interface Assignment extends TargetColumn {
  readonly value: Expression;
}
