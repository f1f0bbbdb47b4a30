import { type ErrorStyle, exitCodeOf, formatError } from './errors.ts';
import { flag, type Given } from './given.ts';
import { type Io, ReaderGone } from './io.ts';
import { isDumb, wantsColor } from './paint.ts';
import { type Watched, withProgress } from './progress.ts';

/** One run of the command line. */
export interface Session {
  readonly io: Io;
  /** Takes the exit code of a command that failed. */
  readonly fail: (exitCode: number) => void;
}

/** What a shell reports of a program that a closed pipe ended: 128 + SIGPIPE. */
const readerGoneExitCode = 141;

/** Runs a command; what it throws is told on standard error and becomes the exit code. */
export async function run(
  { io, fail }: Session,
  given: Given,
  work: (io: Io, style: ErrorStyle) => Promise<void>,
): Promise<void> {
  const style = styleOf(io, given);
  const watched = worldOf(io, given);
  try {
    await work(watched.io, style);
    watched.erase();
  } catch (error) {
    watched.erase();
    fail(await tell(error, io, style));
  }
}

/** Quietly, nothing but errors is told: remarks, warnings and progress are not. */
function worldOf(io: Io, given: Given): Watched {
  const erase = () => undefined;
  if (flag(given, 'quiet')) return { io: { ...io, stderr: { ...io.stderr, write: async () => undefined } }, erase };
  return io.stderr.isTerminal && !isDumb(io.env) ? withProgress(io) : { io, erase };
}

/** Tells an error on standard error. Returns the exit code that it stands for. */
export async function tell(error: unknown, io: Io, style: ErrorStyle): Promise<number> {
  if (error instanceof ReaderGone) return readerGoneExitCode;
  // Nobody may be listening there either; the exit code still says it.
  await io.stderr.write(formatError(error, style)).catch(() => undefined);
  return exitCodeOf(error);
}

/** How this run shows errors. */
export function styleOf(io: Io, given: Given): ErrorStyle {
  return {
    cwd: io.cwd,
    color: wantsColor(io.stderr.isTerminal, io.env, given.color !== false),
    verbose: flag(given, 'verbose'),
  };
}
