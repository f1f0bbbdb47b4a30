import { createDialect } from '../../dialects/index.ts';
import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';
import { touches } from '../catalog/touches.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { summarize } from '../operations/summarize.ts';
import type { Recording } from '../recording/recorded.ts';
import { record } from '../recording/recorder.ts';
import { byCodeUnits } from '../revisions/graph.ts';
import { replayOrder } from '../revisions/plan.ts';
import type { Revision } from '../revisions/revision.ts';
import { ancestors } from '../revisions/walk.ts';
import { chooseDialect } from './project.ts';
import { loadGraph, type ProjectGraph } from './revisions.ts';

/** What the sides of a merge have in common, known from the replay. */
export interface BothSides {
  /** What more than one side changes, and which revisions do. */
  readonly touched: readonly TouchedObject[];
  /** Why the revisions of one side cannot be applied behind those of another: then a merge does not help. */
  readonly conflicts: readonly { readonly behind: string; readonly revision: string; readonly error: TsmigError }[];
}

export interface TouchedObject {
  /** `table account`, `type mood`. */
  readonly object: string;
  readonly changes: readonly { readonly revision: string; readonly change: string }[];
}

/**
 * Compares the sides of a merge: what each does that the others have not, for the configured dialect.
 *
 * @param heads the ids of what is merged.
 * @returns undefined when no dialect is configured, without which nothing can be replayed.
 * @throws TsmigError when a side cannot be replayed even alone.
 */
export async function bothSides(config: Config, heads: readonly string[]): Promise<BothSides | undefined> {
  if (config.dialect === undefined || heads.length < 2) return undefined;
  const project = await loadGraph(config);
  const replay = await replayer(config, project);
  const sets = heads.map((head) => ancestors(project.graph, [head]));
  const order = replayOrder(project.graph, heads);
  const common = new Set(order.filter((id) => sets.every((set) => set.has(id))));
  let shared = emptyCatalog;
  for (const id of common) shared = (await replay(id, shared)).after;

  const changed = new Map<string, Map<string, { revision: string; change: string; side: number }>>();
  const conflicts: BothSides['conflicts'][number][] = [];
  for (const [side, set] of sets.entries()) {
    let catalog = shared;
    for (const id of order.filter((one) => set.has(one) && !common.has(one))) {
      const { operations, after } = await replay(id, catalog);
      catalog = after;
      for (const { operation, before } of operations) {
        const change = summarize(operation);
        for (const object of touches(operation, before)) {
          const changes = changed.get(object) ?? new Map();
          // A revision that two of the sides have is not a change of both.
          if (!changes.has(`${id} ${change}`)) changes.set(`${id} ${change}`, { revision: id, change, side });
          changed.set(object, changes);
        }
      }
    }
    conflicts.push(
      ...(await conflictsBehind(
        heads[side] ?? '',
        order.filter((id) => !set.has(id)),
        catalog,
        replay,
      )),
    );
  }
  const touched = [...changed]
    .filter(([, changes]) => new Set([...changes.values()].map(({ side }) => side)).size > 1)
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([object, changes]) => ({
      object,
      changes: [...changes.values()].map(({ revision, change }) => ({ revision, change })),
    }));
  return { touched, conflicts };
}

type Replay = (id: string, before: Catalog) => Promise<Recording>;

async function replayer(config: Config, { revisions, locate }: ProjectGraph): Promise<Replay> {
  const dialect = await createDialect(chooseDialect(config, {}));
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const options = {
    dialect,
    direction: 'upgrade',
    namingConvention: config.namingConvention,
    locate,
    ...(config.database !== undefined && { database: config.database }),
  } as const;
  return (id, before) => {
    const { file, upgrade } = byId.get(id) as Revision;
    return record(upgrade, { ...options, before, revision: id, file });
  };
}

/** What a database at one head would refuse of the others. */
async function conflictsBehind(
  behind: string,
  others: readonly string[],
  start: Catalog,
  replay: Replay,
): Promise<BothSides['conflicts']> {
  let catalog = start;
  for (const revision of others) {
    try {
      catalog = (await replay(revision, catalog)).after;
    } catch (error) {
      if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
      return [{ behind, revision, error }];
    }
  }
  return [];
}
