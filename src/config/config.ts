import type { DialectName } from '../model/dialect-options.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Progress } from '../revisions/progress.ts';
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
  /**
   * The files of the models that autogenerate reads, or patterns of them: `'src/models/*.ts'`, with `*`, `**`, `?` and
   * `{a,b}`. Default: none.
   */
  readonly models?: string | readonly string[];
  /** The name of new revision files, with Alembic's tokens. Default: `%(rev)s_%(slug)s`. */
  readonly fileTemplate?: string;
  /** The IANA time zone of a new revision's date, such as `Europe/Berlin`. Default: UTC. */
  readonly timezone?: string;
  /** How long the slug of a file name may get, in characters; 0 is the default. Default: 40. */
  readonly truncateSlugLength?: number;
  /** The folder that `--split` writes into, in a folder of the dialect's name. Default: `out`. */
  readonly output?: string;
  /**
   * Where the databases stand, as `tsmig mark` wrote it down: a JSON file to be tracked. With it, `tsmig current` and a
   * range without a start begin there. Default: none.
   */
  readonly versionFile?: string;
  /** The revisions that releases are called by, as `tsmig tag` wrote them down. Default: `tags.json` in `scriptLocation`. */
  readonly tagsFile?: string;
  /** What is run on each new revision file, in order: formatters, as a rule. */
  readonly postWriteHooks?: readonly PostWriteHook[];
  /**
   * Several databases with one history, by name, each with what is different there. Scripts are written for each of them,
   * or for the one of `--name`; revisions find the name as `op.getContext().database`.
   */
  readonly databases?: Readonly<Record<string, DatabaseConfig>>;
}

/** What one of several databases says for itself; the rest is as for all. */
export type DatabaseConfig = Omit<UserConfig, 'databases' | 'tagsFile' | 'postWriteHooks'>;

/** A program or function that is run on each new revision file, as Alembic's hooks are. */
export type PostWriteHook =
  /** A program; `REVISION_SCRIPT_FILENAME` in its options is the file, which without it stands before them. */
  | { readonly type: 'exec'; readonly executable: string; readonly options?: readonly string[]; readonly cwd?: string }
  /** A command line program of a package that the project has installed. */
  | { readonly type: 'module'; readonly module: string; readonly options?: readonly string[]; readonly cwd?: string }
  /** A function of the configuration. */
  | ((file: string) => void | Promise<void>);

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
  /** Absolute patterns, with `/`; empty: there are no models. */
  readonly models: readonly string[];
  readonly fileTemplate: string;
  /** Undefined: UTC. */
  readonly timezone: string | undefined;
  readonly truncateSlugLength: number;
  readonly output: string;
  readonly versionFile: string | undefined;
  readonly tagsFile: string;
  readonly postWriteHooks: readonly PostWriteHook[];
  /** Which of the databases this is for; undefined: for all of them, or there is only one. */
  readonly database: string | undefined;
  /** The names of all databases; empty where they are not told apart. */
  readonly databases: readonly string[];
  /** Told while commands do what may take long; no file says it. */
  readonly onProgress?: Progress | undefined;
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
