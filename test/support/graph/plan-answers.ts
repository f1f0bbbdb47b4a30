import type { Plan, PlannedStep } from '../../../src/revisions/plan.ts';
import type { StampPlan, StampStep } from '../../../src/revisions/stamp.ts';
import type { VersionChange } from '../../../src/revisions/versions.ts';
import type { CorpusFailure } from '../graph-corpus.ts';

/** A step as the corpus writes it: whole, or `cccc: -b111 b222>cccc`. */
export type AnsweredStep =
  | string
  | {
      readonly rev?: string;
      readonly log: string;
      readonly sql: readonly string[];
      readonly createsVersionTable?: true;
    };

/** What Alembic answers to a plan that is asked for. */
export interface PlanAnswer extends CorpusFailure {
  readonly from?: readonly string[];
  readonly to?: string;
  readonly range?: string;
  readonly steps?: readonly AnsweredStep[];
  readonly rows?: readonly string[];
  readonly warnings?: readonly string[];
  readonly unsound?: string;
  readonly planned?: readonly string[];
  readonly soundRows?: readonly string[];
}

/** What it answers to a stamp. */
export interface StampAnswer extends CorpusFailure {
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly range?: readonly string[];
  readonly purge?: true;
  readonly before?: readonly string[];
  readonly steps?: readonly AnsweredStep[];
  readonly rows?: readonly string[];
}

/** A plan as the corpus writes it, in the form of the answer that is expected. */
export function planAnswer({ steps, rows, warnings }: Plan, like: readonly AnsweredStep[] = []): object {
  const short = typeof like[0] === 'string';
  return {
    steps: steps.map((step) =>
      short ? shortStep(step.id, step) : { rev: step.id, ...longStep(step.direction, step) },
    ),
    ...(steps.length > 0 && { rows }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The same of a stamp. */
export function stampAnswer({ steps, rows }: StampPlan, { steps: like = [], purge }: StampAnswer): object {
  const short = typeof like[0] === 'string';
  return {
    ...(purge && { before: ['DELETE FROM alembic_version'] }),
    steps: steps.map((step) =>
      short ? shortStep(`${step.fromText} -> ${step.toText}`, step) : longStep('stamp_revision', step),
    ),
    ...(steps.length > 0 && { rows }),
  };
}

function longStep(verb: string, { fromText, toText, versionChanges, createsVersionTable }: PlannedStep | StampStep) {
  return {
    log: `${verb} ${fromText} -> ${toText}`,
    sql: versionChanges.map(sqlOf),
    ...(createsVersionTable && { createsVersionTable }),
  };
}

function shortStep(title: string, { versionChanges, createsVersionTable }: PlannedStep | StampStep): string {
  return `${title}: ${[...(createsVersionTable ? ['create'] : []), ...versionChanges.map(shortChange)].join(' ')}`;
}

function shortChange(change: VersionChange): string {
  switch (change.kind) {
    case 'insert':
      return `+${change.id}`;
    case 'delete':
      return `-${change.id}`;
    case 'update':
      return `${change.from}>${change.to}`;
  }
}

function sqlOf(change: VersionChange): string {
  switch (change.kind) {
    case 'insert':
      return `INSERT INTO alembic_version (version_num) VALUES ('${change.id}')`;
    case 'delete':
      return `DELETE FROM alembic_version WHERE alembic_version.version_num = '${change.id}'`;
    case 'update':
      return `UPDATE alembic_version SET version_num='${change.to}' WHERE alembic_version.version_num = '${change.from}'`;
  }
}
