import type { Config } from '../config/config.ts';
import { planStampRange } from '../revisions/stamp.ts';
import { versionStatements } from '../script/compile.ts';
import { startOf } from './position.ts';
import { loadGraph } from './revisions.ts';
import { type Script, scriptText, type TargetArguments, targetOf, versionTableOf } from './script-target.ts';

/** What `stamp` takes. */
export interface StampArguments extends TargetArguments {
  /** Where the database stands from now on: identifiers, each with or without a start before it: `head`, `a1b2:c3d4`. */
  readonly revisions: readonly string[];
  /** Where the database stands, when no start says it. Else the version file does; without one, it stands at base. */
  readonly from?: string | undefined;
}

/**
 * Renders the script that writes into the version table where the database stands. No revision runs. Writes nothing and
 * never connects.
 *
 * @param config the project's configuration, from `readConfig`.
 * @throws TsmigError with the code, place and remedy that the command line shows; then there is no script at all.
 */
export async function stamp(config: Config, given: StampArguments): Promise<Script> {
  const target = await targetOf(config, given);
  const { dialect } = target;
  const project = await loadGraph(config);
  const { graph, position } = await startOf(config, project.graph, given.revisions, given);
  const plan = planStampRange(graph, given.revisions, { from: position?.rows });
  const versionTable = versionTableOf(config);
  const parts = plan.steps.map((step) => ({
    ...versionStatements(step, dialect, versionTable),
    log: `stamp_revision ${step.fromText} -> ${step.toText}`,
    message: '',
    statements: [],
    frame: dialect.frame([]),
  }));
  return {
    dialect: { name: dialect.name, serverVersion: dialect.serverVersion },
    script: scriptText(parts, target, config),
    steps: parts.map(({ log, message }) => ({ log, message, statements: 0 })),
    warnings: [],
    ...(position !== undefined && { position }),
  };
}
