import type { Config } from '../config/config.ts';
import { renderScript, type ScriptArguments, type ScriptResult } from './script.ts';

/**
 * Renders the script that takes a database from one revision back to another. Writes nothing and never connects.
 *
 * @param config the project's configuration, from `readConfig`.
 * @param given the range, `start:end` or an end alone, and what else the command line takes.
 * @returns the script, whole and per revision; what it does; and warnings.
 * @throws TsmigError with the code, place and remedy that the command line shows; then there is no script at all.
 */
export async function downgrade(config: Config, given: ScriptArguments): Promise<ScriptResult> {
  return renderScript('downgrade', config, given);
}
