import { isDeepStrictEqual } from 'node:util';
import type { Expression, TableName } from '../model/expressions.ts';
import type { DataType, Name } from '../model/types.ts';
import type { Normalizer } from './normalize.ts';
import type { Source, Statement } from './source.ts';
import { identifierFor, quoted } from './source-text.ts';

/** What `renderItem` is asked about. */
export type ItemKind = 'type' | 'serverDefault' | 'constraint' | 'index' | 'column';

/** As Alembic's `render_item`: text for an item; false: print it as usual; null: leave it out. */
export type RenderItem = (kind: ItemKind, item: unknown) => string | false | null;

/** What printing needs to know of where the code will stand. */
export interface PrintContext {
  readonly by: Normalizer;
  /** What `op` is called there. */
  readonly op: 'op' | 'batch';
  /** What keeps a name from the naming convention: models have no `op`. */
  readonly exactName: 'op.f' | 'batch.f' | 's.f';
  /** The table that the calls are about without saying so: that of the batch around them. */
  readonly inBatch: boolean;
  readonly renderItem: RenderItem;
  /** Constants of the same file that hold a type. */
  readonly typeConstants: ReadonlyMap<DataType, string>;
  readonly tables: TableConstants;
}

/** Constants that a statement needs before it: tables whose columns or rows it speaks of. */
export class TableConstants {
  readonly #taken: Set<string>;
  readonly #open = new Map<
    string,
    { readonly table: TableName; readonly name: string; readonly columns: Map<string, MentionedColumn> }
  >();

  constructor(taken: Set<string>) {
    this.#taken = taken;
  }

  /** The constant that stands for a table. */
  table(table: TableName): string {
    return this.#entry(table).name;
  }

  /** Says that a table has a column, of this type as far as that is known, and whether it is of this type. */
  column(table: TableName, name: string, quote: boolean | undefined, type: DataType | undefined): boolean {
    const { columns } = this.#entry(table);
    const known = columns.get(name);
    const merged: MentionedColumn = { type: known?.type ?? type, quote: known?.quote ?? quote };
    columns.set(name, merged);
    return isDeepStrictEqual(merged.type, type);
  }

  /** The statements that make the constants asked for since the last call. */
  declarations(print: (type: DataType) => Source): Statement[] {
    const made = [...this.#open.values()].map(({ table, name, columns }): Statement => {
      const items = [...columns].map(([column, { type, quote }]) =>
        call('s.column', quoted(column), ...columnArguments(type && print(type), quote)),
      );
      const options = objectOf({ schema: text(table.schema) });
      return {
        before: `const ${name} = `,
        value: call('s.table', quoted(table.name), { kind: 'list', items }, ...options),
      };
    });
    this.#open.clear();
    return made;
  }

  #entry(table: TableName) {
    const key = JSON.stringify([table.schema, table.name]);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const made = {
      table,
      name: identifierFor(table.name, 'Table', this.#taken),
      columns: new Map<string, MentionedColumn>(),
    };
    this.#open.set(key, made);
    return made;
  }
}

interface MentionedColumn {
  readonly type: DataType | undefined;
  readonly quote: boolean | undefined;
}

function columnArguments(type: Source | undefined, quote: boolean | undefined): Source[] {
  const options = objectOf({ quote: quote === undefined ? undefined : String(quote) });
  return options.length === 0 ? (type === undefined ? [] : [type]) : [type ?? 'null', ...options];
}

/** A call. */
export function call(callee: Source, ...args: readonly Source[]): Source {
  return { kind: 'call', callee, args };
}

/** A call of `op` that changes a table, or of the batch on that table. */
export function request(
  method: string,
  table: TableName,
  args: readonly Source[],
  options: Readonly<Record<string, Source | undefined>>,
  context: PrintContext,
): Source {
  const named = context.inBatch ? [] : [quoted(table.name)];
  return call(`${context.op}.${method}`, ...named, ...args, ...objectOf(options));
}

/** The schema of a table as an entry: a batch knows it. */
export function inSchema({ schema }: TableName, { inBatch }: PrintContext): { readonly schema?: Source } {
  return schema === undefined || inBatch ? {} : { schema: quoted(schema) };
}

/** A call of a method of what another call gives. */
export function chained(of: Source, name: string, ...args: readonly Source[]): Source {
  return call({ kind: 'member', of, name }, ...args);
}

/** An object of the entries that are there, as an argument: none at all when there are none. */
export function objectOf(entries: Readonly<Record<string, Source | undefined>>): Source[] {
  const present = Object.entries(entries).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return present.length === 0 ? [] : [{ kind: 'object', entries: present }];
}

/** A text, where there is one, as a literal. */
export function text(given: string | undefined): Source | undefined {
  return given === undefined ? undefined : quoted(given);
}

/** True or false, unless it is what goes without saying. */
export function flag(given: boolean | undefined, implied?: boolean): Source | undefined {
  return given === undefined || given === implied ? undefined : String(given);
}

/** A list of texts. */
export function texts(given: readonly string[]): Source {
  return { kind: 'list', items: given.map(quoted) };
}

/** A name as an argument; null is one that the convention makes. */
export function nameSource(name: Name | null | undefined, context: PrintContext): Source {
  if (name === null || name === undefined) return 'null';
  return typeof name === 'string' ? quoted(name) : call(context.exactName, quoted(name.text));
}

/** Whether a value is an expression, also one that was not made by `sql`: history reads them out of SQL text. */
export function isRawExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'raw' && 'text' in value;
}
