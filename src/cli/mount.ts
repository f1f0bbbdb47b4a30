import type { Argv } from 'yargs';
import { processIo } from './io.ts';
import { register } from './register.ts';

/** A yargs command module, typed without yargs, so that its types need not be installed. */
export interface MountedCommands {
  readonly command: string;
  readonly describe: string;
  readonly builder: <T>(yargs: T) => T;
  readonly handler: () => void;
}

/**
 * tsmig's commands for mounting under another program's command line.
 *
 * @example
 * ```ts
 * yargs(hideBin(process.argv)).command(tsmigCommands).parse();   // app tsmig upgrade base:head --sql
 * ```
 */
export const tsmigCommands: MountedCommands = {
  command: 'tsmig <command>',
  describe: 'Migrations as SQL scripts',
  builder: (yargs) => {
    const fail = (exitCode: number): void => {
      process.exitCode = exitCode;
    };
    register(yargs as unknown as Argv, { io: processIo(), fail });
    return yargs;
  },
  handler: () => undefined,
};
