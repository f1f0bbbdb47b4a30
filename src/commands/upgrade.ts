import type { Config } from '../config/config.ts';
import { renderScript, type ScriptArguments, type ScriptResult } from './script.ts';

/**
 * Renders the script that brings a database from one revision up to another. Writes nothing and never connects.
 *
 * @param config the project's configuration, from `readConfig`.
 * @param given the range, `start:end` or an end alone, and what else the command line takes.
 * @returns the script, whole and per revision; what it does; and warnings.
 * @throws TsmigError with the code, place and remedy that the command line shows; then there is no script at all.
 */
export async function upgrade(config: Config, given: ScriptArguments): Promise<ScriptResult> {
  return renderScript('upgrade', config, given);
}
