import type { DialectName } from '../model/dialect-options.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { ClientName } from '../script/client.ts';
import type { DialectChoice } from '../script/dialect.ts';

/**
 * What `tsmig.config.ts` says. Paths are relative to the file that says them.
 *
 * @example
 * ```ts
 * import { defineConfig } from 'tsmig';
 *
 * export default defineConfig({
 *   scriptLocation: 'migrations',
 *   dialect: { name: 'postgresql', serverVersion: '16' },
 * });
 * ```
 */
export interface UserConfig {
  /** The folder of the migrations; `versions/` and the project's own `revision.ts.hbs` stand in it. Default: `migrations`. */
  readonly scriptLocation?: string;
  /** The folders of the revision files. Default: `versions` in `scriptLocation`. */
  readonly versionLocations?: readonly string[];
  /** Whether revision files stand in folders below those too. Default: false. */
  readonly recursiveVersionLocations?: boolean;
  /** The database that scripts are for, with its version where it is not the dialect's default. `--dialect` overrides it. */
  readonly dialect?: DialectName | { readonly name: DialectName; readonly serverVersion?: string };
  /**
   * The program that will read the scripts: they open with the lines that make it stop at the first error and read the text
   * as it is meant. It counts for the configured dialect; `--client` overrides it. Default: `none`, no such lines.
   */
  readonly client?: ClientName;
  /** The table that holds the ids of the applied revisions. Default: `alembic_version`. */
  readonly versionTable?: string;
  /** The schema of the version table. Default: none. */
  readonly versionTableSchema?: string;
  /** Whether the version table has a primary key. Default: true. */
  readonly versionTablePk?: boolean;
  /** Whether scripts are framed by transactions. Default: as the database can roll DDL back. */
  readonly transactionalDdl?: boolean;
  /** One transaction a revision, instead of one for the whole script. Default: false. */
  readonly transactionPerMigration?: boolean;
  /** Templates for the names of unnamed constraints and indexes, with SQLAlchemy's tokens. */
  readonly namingConvention?: NamingConvention;
  /** The name of new revision files, with Alembic's tokens. Default: `%(rev)s_%(slug)s`. */
  readonly fileTemplate?: string;
  /** The IANA time zone of a new revision's date, such as `Europe/Berlin`. Default: UTC. */
  readonly timezone?: string;
  /** How long the slug of a file name may get, in characters; 0 is the default. Default: 40. */
  readonly truncateSlugLength?: number;
  /** The folder that `--split` writes into, in a folder of the dialect's name. Default: `out`. */
  readonly output?: string;
}

/** The configuration with its defaults, and with absolute paths: what commands take. */
export interface Config {
  /** The file that it stands in; undefined when it was made by a program. */
  readonly file: string | undefined;
  /** The folder that its paths are relative to. */
  readonly directory: string;
  readonly scriptLocation: string;
  readonly versionLocations: readonly string[];
  readonly recursiveVersionLocations: boolean;
  readonly dialect: DialectChoice | undefined;
  readonly client: ClientName;
  readonly versionTable: string;
  readonly versionTableSchema: string | undefined;
  readonly versionTablePk: boolean;
  /** Undefined: as the dialect has it. */
  readonly transactionalDdl: boolean | undefined;
  readonly transactionPerMigration: boolean;
  readonly namingConvention: NamingConvention;
  readonly fileTemplate: string;
  /** Undefined: UTC. */
  readonly timezone: string | undefined;
  readonly truncateSlugLength: number;
  readonly output: string;
}

/**
 * Gives its argument back: it is there for the types, so that an editor completes the keys of `tsmig.config.ts`.
 *
 * @param config what `tsmig.config.ts` says.
 * @returns the same object.
 */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
