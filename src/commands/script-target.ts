import type { Client } from '../../dialects/clients.ts';
import { createDialect } from '../../dialects/index.ts';
import type { Config } from '../config/config.ts';
import type { OperationSource } from '../errors.ts';
import type { Dialect, Frame } from '../script/dialect.ts';
import { layOut, type ScriptStep } from '../script/layout.ts';
import type { VersionTableOptions } from '../script/version-table.ts';
import type { Position } from './position.ts';
import { chooseClient, chooseDialect } from './project.ts';

/** What every command that writes a script takes. */
export interface TargetArguments {
  /** The dialect, where it is not the configured one. */
  readonly dialect?: string | undefined;
  /** The version of the server, where it is not the configured one. */
  readonly serverVersion?: string | undefined;
  /** The client that will read the script, where it is not the configured one. */
  readonly client?: string | undefined;
}

/** A script, what it does, and what there is to say about it. Nothing is written anywhere. */
export interface Script {
  readonly dialect: { readonly name: string; readonly serverVersion: string };
  /** The whole script; empty when there is nothing to do. */
  readonly script: string;
  readonly steps: readonly ScriptLine[];
  readonly warnings: readonly { readonly message: string; readonly source?: OperationSource }[];
  /** Where the script starts, when the range left that to `from` or to the version file. */
  readonly position?: Position;
}

/** One step of a script. */
export interface ScriptLine {
  /** `upgrade a -> b`, as the script's comment has it. */
  readonly log: string;
  /** The revision's message, on one line. */
  readonly message: string;
  /** How many statements the revision gives, without those for the version table. */
  readonly statements: number;
}

/** Who a script is for. */
export interface Target {
  readonly dialect: Dialect;
  readonly client: Client;
}

/** A step of a script, with what must stand around it. */
export interface ScriptPart extends ScriptStep {
  readonly frame: Frame;
}

/** The dialect and client that a script is for: those asked for, else the configured ones. */
export async function targetOf(config: Config, given: TargetArguments): Promise<Target> {
  const dialect = await createDialect(chooseDialect(config, given));
  return { dialect, client: chooseClient(config, dialect.name, given.client) };
}

/** The version table as it is configured. */
export function versionTableOf(config: Config): VersionTableOptions {
  return {
    name: config.versionTable,
    ...(config.versionTableSchema !== undefined && { schema: config.versionTableSchema }),
    primaryKey: config.versionTablePk,
  };
}

/** The text of a whole script of these parts. */
export function scriptText(parts: readonly ScriptPart[], { dialect, client }: Target, config: Config): string {
  return layOut(parts, dialect, {
    transactional: config.transactionalDdl ?? dialect.transactionalDdl,
    perStep: config.transactionPerMigration,
    around: frameOf(parts, client),
  });
}

/** The client's lines stand outermost. */
function frameOf(parts: readonly ScriptPart[], client: Client): Frame {
  const before = new Set(parts.flatMap(({ frame }) => frame.before));
  for (const line of client.replaces ?? []) before.delete(line);
  const after = new Set(parts.flatMap(({ frame }) => frame.after));
  return { before: [...client.before, ...before], after: [...after, ...client.after] };
}
