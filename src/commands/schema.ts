import { facts, meaning } from '../autogenerate/generate.ts';
import { apply } from '../catalog/apply.ts';
import { type Catalog, emptyCatalog, keyOf } from '../catalog/catalog.ts';
import { diff } from '../catalog/diff.ts';
import { noRenames } from '../catalog/renames.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { Table } from '../model/nouns.ts';
import type { Operation } from '../operations/operation.ts';
import { printModels } from '../operations/print.ts';
import type { RecordedOperation } from '../recording/recorded.ts';
import { byCodeUnits } from '../revisions/graph.ts';
import { rowsAt } from '../revisions/target.ts';
import { renderOperations } from '../script/compile.ts';
import type { Dialect } from '../script/dialect.ts';
import { entityDiagram } from './entity-diagram.ts';
import { catalogAt, type Replayer, replayer } from './replay.ts';
import { loadGraph } from './revisions.ts';
import { schemaData } from './schema-data.ts';
import type { SchemaFormat } from './schema-formats.ts';

/** What `schema` takes. */
export interface SchemaArguments {
  /** An identifier of where the schema is looked at. Default: `heads`. */
  readonly revision?: string | undefined;
  readonly format?: SchemaFormat | undefined;
  /** The dialect, where it is not the configured one. */
  readonly dialect?: string | undefined;
}

/**
 * The schema that the history adds up to at a revision, as models in TypeScript, as SQL, as data, or as an entity diagram.
 *
 * @throws TsmigError when the revision is not found, and `opaque` where raw SQL has hidden what there is.
 */
export async function schema(config: Config, asked: SchemaArguments = {}): Promise<string> {
  const project = await loadGraph(config);
  const replay = await replayer(config, project, { dialect: asked.dialect });
  const rows = rowsAt(project.graph, asked.revision ?? 'heads');
  const catalog = await catalogAt(project, rows, replay);
  refuseOpaque(catalog);
  switch (asked.format ?? 'typescript') {
    case 'typescript':
      return models(catalog, replay, config);
    case 'sql':
      return sqlOf(catalog, replay.dialect);
    case 'json':
      return `${JSON.stringify(schemaData(catalog, replay.dialect), undefined, 2)}\n`;
    case 'mermaid':
      return entityDiagram(tablesOf(catalog), replay.dialect);
  }
}

/** The tables of a catalog, by name. */
function tablesOf(catalog: Catalog): readonly Table[] {
  return catalog.tables
    .values()
    .flatMap((state) => (state.kind === 'known' ? [state.table] : []))
    .sort((a, b) => byCodeUnits(keyOf(a), keyOf(b)));
}

/** The tables and types of a catalog as a file of models. */
export function models(catalog: Catalog, { dialect }: Pick<Replayer, 'dialect'>, config: Config): string {
  const alone = catalog.types.values().filter(({ implicit }) => !implicit);
  const { lines, uses } = printModels(
    tablesOf(catalog),
    alone.map(({ type }) => type),
    { namingConvention: config.namingConvention, dialect },
  );
  return `import { ${[...uses].sort().join(', ')} } from 'tsmig';\n\n${lines.join('\n')}\n`;
}

/** The operations that make a schema from nothing, in order. */
function creation(catalog: Catalog, dialect: Dialect): readonly Operation[] {
  return diff(emptyCatalog, catalog, { ...meaning(dialect), ...facts(dialect, {}), renames: noRenames }).operations;
}

/** What operations are in a dialect, statement by statement. */
export function statementsOf(
  operations: readonly Operation[],
  before: Catalog,
  dialect: Dialect,
  direction: 'upgrade' | 'downgrade',
): readonly string[] {
  const recorded: RecordedOperation[] = [];
  let catalog = before;
  for (const operation of operations) {
    const after = apply(catalog, operation, {});
    recorded.push({ operation, before: catalog, after, autocommit: false, source: {} });
    catalog = after;
  }
  return renderOperations(dialect.lower(recorded, direction), dialect).map(({ sql }) => sql);
}

function sqlOf(catalog: Catalog, dialect: Dialect): string {
  const statements = statementsOf(creation(catalog, dialect), emptyCatalog, dialect, 'upgrade');
  return statements.map((sql) => `${sql}${dialect.terminator}\n`).join('\n');
}

function refuseOpaque(catalog: Catalog): void {
  const state = catalog.tables.values().find((one) => one.kind === 'opaque');
  const opaque = catalog.opaque ?? (state?.kind === 'opaque' ? state.opaque : undefined);
  if (opaque === undefined) return;
  throw new TsmigError('opaque', `the history cannot say what the schema is: raw SQL hid it (${opaque.sql})`, {
    hint: 'say what that SQL does: op.execute(…, { means: (op) => { … } })',
    source: opaque.source,
  });
}
