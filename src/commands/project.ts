import { type Client, requireClient } from '../../dialects/clients.ts';
import type { Config } from '../config/config.ts';
import { type ConfigPlace, loadConfig, loadConfigs, type Modules } from '../config/load.ts';
import { dialectHint } from '../config/validate.ts';
import { TsmigError } from '../errors.ts';
import { type DialectName, dialectNames } from '../model/dialect-options.ts';
import { nearest } from '../model/nearest.ts';
import { clientNames } from '../script/client.ts';
import type { DialectChoice } from '../script/dialect.ts';

/**
 * Finds, reads and checks the configuration of a project.
 *
 * @param place the folder to start from, and the file if one is named.
 * @throws TsmigError `config` when there is none, when it cannot be read, or when a key of it is wrong.
 */
export async function readConfig(place: ConfigPlace): Promise<Config> {
  return loadConfig(place, await ownModules());
}

/** As `readConfig`: one configuration for each of several databases, or the one there is. */
export async function readConfigs(place: ConfigPlace): Promise<readonly Config[]> {
  return loadConfigs(place, await ownModules());
}

/** What `import … from 'tsmig'` gives in a project's files: this instance, however it was installed. */
export async function ownModules(): Promise<Modules> {
  return { tsmig: await import('../index.ts') };
}

/**
 * The dialect that a script is for: the one asked for, else the configured one. The configured version stays only with the
 * configured dialect.
 *
 * @throws TsmigError `config` when there is none, `usage` when there is no such dialect.
 */
export function chooseDialect(
  config: Config,
  asked: { readonly dialect?: string | undefined; readonly serverVersion?: string | undefined },
): DialectChoice {
  const name = asked.dialect === undefined ? config.dialect?.name : dialectNamed(asked.dialect);
  if (name === undefined) {
    throw new TsmigError('config', 'no dialect is configured', {
      hint: "say which database the script is for: --dialect postgresql, or dialect: 'postgresql' in the configuration",
    });
  }
  const configured = name === config.dialect?.name ? config.dialect.serverVersion : undefined;
  const serverVersion = asked.serverVersion ?? configured;
  return { name, ...(serverVersion !== undefined && { serverVersion }) };
}

/**
 * The client that a script is for: the one asked for, else the configured one where it stands beside this dialect.
 *
 * @throws TsmigError `usage` when there is no such client, `config` when it reads no scripts of this dialect.
 */
export function chooseClient(config: Config, dialect: DialectName, asked: string | undefined): Client {
  if (asked === undefined) return requireClient(config.dialect?.name === dialect ? config.client : 'none', dialect);
  const name = clientNames.find((one) => one === asked);
  if (name === undefined) {
    const meant = nearest(asked, clientNames);
    throw new TsmigError('usage', `unknown client '${asked}'`, {
      hint: meant === undefined ? `the clients are ${clientNames.join(', ')}` : `did you mean '${meant}'?`,
    });
  }
  return requireClient(name, dialect);
}

/**
 * The dialect of this name.
 *
 * @throws TsmigError `usage` when there is none.
 */
export function dialectNamed(given: string): DialectName {
  const found = dialectNames.find((name) => name === given);
  if (found === undefined) throw new TsmigError('usage', `unknown dialect '${given}'`, { hint: dialectHint(given) });
  return found;
}
