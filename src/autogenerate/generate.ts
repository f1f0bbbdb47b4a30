import { apply } from '../catalog/apply.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { diff } from '../catalog/diff.ts';
import type { Difference, DiffOptions } from '../catalog/diff-options.ts';
import type { Renames } from '../catalog/renames.ts';
import { reverse } from '../catalog/reverse.ts';
import { TsmigError } from '../errors.ts';
import type { Expression } from '../model/expressions.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { DataType } from '../model/types.ts';
import type { Operation } from '../operations/operation.ts';
import { summarize } from '../operations/summarize.ts';
import type { Dialect } from '../script/dialect.ts';
import { inBatches } from './batches.ts';
import { included } from './include.ts';
import type { AutogenerateConfig } from './options.ts';

/** What makes the history into the models, and back. */
export interface Generated {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
  /** What the operations lose, or cannot say. */
  readonly warnings: readonly string[];
  /** What may be a rename: dropped and added things that are alike, the likeliest first. */
  readonly candidates: Difference['candidates'];
}

export interface GenerateOptions {
  /** Decides which types and expressions mean the same. */
  readonly dialect: Dialect;
  readonly namingConvention: NamingConvention;
  readonly renames: Renames;
  readonly config: AutogenerateConfig;
}

/**
 * Compares the schema of the history with that of the models.
 */
export function generate(
  history: Catalog,
  models: Catalog,
  { dialect, namingConvention, renames, config }: GenerateOptions,
): Generated {
  const hidden = new Set([...hiddenTables(history)].filter((key) => !models.tables.has(key)));
  const { operations, warnings, candidates } = diff(history, models, {
    ...meaning(dialect),
    ...facts(dialect, namingConvention),
    renames,
    ...included(config, hidden),
    ...compared(config),
  });
  const upgrade = config.renderAsBatch === true ? inBatches(operations) : operations;
  return {
    upgrade,
    downgrade: reversed(upgrade, history),
    warnings: [...[...hidden].map(leftAlone), ...warnings, ...operations.flatMap(loss)],
    candidates,
  };
}

/** The keys of the tables that the history has and does not know, since raw SQL made them. */
export function hiddenTables(history: Catalog): ReadonlySet<string> {
  return new Set(history.tables.entries().flatMap(([key, { kind }]) => (kind === 'opaque' ? [key] : [])));
}

function leftAlone(key: string): string {
  return `table ${key.replace('\0', '.')} is not compared: raw SQL made it, and no model is of it`;
}

/** What takes operations back, in order. */
export function reversed(operations: readonly Operation[], before: Catalog): readonly Operation[] {
  const back: Operation[] = [];
  let catalog = before;
  for (const operation of operations) {
    back.unshift(...reverse(operation, catalog));
    catalog = apply(catalog, operation, {});
  }
  return back;
}

/** Two types or expressions that read the same on the dialect say the same. */
export function meaning(dialect: Dialect): Pick<DiffOptions, 'sameType' | 'sameExpression'> {
  return {
    sameType: (a, b) => text(() => dialect.type(a), a) === text(() => dialect.type(b), b),
    sameExpression: (a, b) => text(() => dialect.expression(a), a) === text(() => dialect.expression(b), b),
  };
}

/** What the comparison must know of the database, and of how names are made. */
export function facts(dialect: Dialect, namingConvention: NamingConvention): Partial<DiffOptions> {
  return {
    ownTypes: dialect.namedTypes === true,
    namingConvention,
    maxIdentifierLength: dialect.maxIdentifierLength,
  };
}

/** What the dialect cannot write is compared as it stands. */
function text(write: () => string, what: DataType | Expression): string {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
    return JSON.stringify(what, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value));
  }
}

function compared({ compareType, compareServerDefault }: AutogenerateConfig): Partial<DiffOptions> {
  return {
    ...(compareType !== undefined && {
      compareType: (before, after, table) => {
        if (typeof compareType === 'boolean') return compareType ? undefined : false;
        if (before.type === null || after.type === null) return undefined;
        return compareType(before.type, after.type, after.name, table);
      },
    }),
    ...(compareServerDefault !== undefined && {
      compareServerDefault: (before, after, table) => {
        if (typeof compareServerDefault === 'boolean') return compareServerDefault ? undefined : false;
        return compareServerDefault(before.serverDefault, after.serverDefault, after.name, table);
      },
    }),
  };
}

function loss(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'dropTable':
      return [`${summarize(operation)}: its rows are lost`];
    case 'dropColumn':
      return [`${summarize(operation)}: its values are lost`];
    default:
      return [];
  }
}
