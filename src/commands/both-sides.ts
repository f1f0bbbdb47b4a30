import type { Catalog } from '../catalog/catalog.ts';
import { touches } from '../catalog/touches.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { summarize } from '../operations/summarize.ts';
import { byCodeUnits } from '../revisions/graph.ts';
import { replayOrder } from '../revisions/plan.ts';
import { ancestors } from '../revisions/walk.ts';
import { type Replayer, replayed, replayer } from './replay.ts';
import { loadGraph } from './revisions.ts';

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
  const shared = await replayed(common, replay);

  const changed = new Map<string, { readonly revision: string; readonly change: string; readonly side: number }[]>();
  const conflicts: BothSides['conflicts'][number][] = [];
  for (const [side, set] of sets.entries()) {
    let catalog = shared;
    for (const id of order.filter((one) => set.has(one) && !common.has(one))) {
      const { operations, after } = await replay.run(id, 'upgrade', catalog);
      catalog = after;
      // What two of three sides have is no change of one of them.
      if (sets.filter((other) => other.has(id)).length > 1) continue;
      for (const { operation, before } of operations) {
        const change = summarize(operation);
        for (const object of touches(operation, before)) {
          changed.set(object, [...(changed.get(object) ?? []), { revision: id, change, side }]);
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
    .filter(([, changes]) => new Set(changes.map(({ side }) => side)).size > 1)
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([object, changes]) => ({
      object,
      changes: changes.map(({ revision, change }) => ({ revision, change })),
    }));
  return { touched, conflicts };
}

/** What a database at one head would refuse of the others. */
async function conflictsBehind(
  behind: string,
  others: readonly string[],
  start: Catalog,
  replay: Replayer,
): Promise<BothSides['conflicts']> {
  let catalog = start;
  for (const revision of others) {
    try {
      catalog = (await replay.run(revision, 'upgrade', catalog)).after;
    } catch (error) {
      if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
      return [{ behind, revision, error }];
    }
  }
  return [];
}
