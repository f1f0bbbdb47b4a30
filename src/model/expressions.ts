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
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'isNull'; readonly of: Expression; readonly negated: boolean }
  | { readonly kind: 'in'; readonly of: Expression; readonly values: readonly Expression[]; readonly negated: boolean }
  | { readonly kind: 'logical'; readonly operator: 'AND' | 'OR'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression };

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
  | {
      readonly kind: 'update';
      readonly table: TableName;
      readonly set: readonly Assignment[];
      readonly where: readonly Expression[];
    }
  | { readonly kind: 'delete'; readonly table: TableName; readonly where: readonly Expression[] };

export interface Assignment {
  readonly column: string;
  readonly quote?: boolean;
  readonly value: Expression;
}
