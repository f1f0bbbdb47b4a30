import type { Config } from '../config/config.ts';
import { versionStatements } from '../script/compile.ts';
import { type Script, scriptText, type TargetArguments, targetOf, versionTableOf } from './script-target.ts';

/**
 * Renders the script that makes the version table. Writes nothing and never connects.
 *
 * @param config the project's configuration, from `readConfig`.
 * @throws TsmigError with the code and remedy that the command line shows.
 */
export async function ensureVersion(config: Config, given: TargetArguments): Promise<Script> {
  const target = await targetOf(config, given);
  const { dialect } = target;
  const step = { createsVersionTable: true, versionChanges: [] };
  const part = {
    ...versionStatements(step, dialect, versionTableOf(config)),
    message: '',
    statements: [],
    frame: dialect.frame([]),
  };
  return {
    dialect: { name: dialect.name, serverVersion: dialect.serverVersion },
    script: scriptText([part], target, config),
    steps: [],
    warnings: [],
  };
}
