import type { Io, Output } from './io.ts';

/** Long work is told of after this time, and then this often, in milliseconds. */
const patience = 1000;
const interval = 100;

/** The world of a run, and the end of what it shows of its progress. */
export interface Watched {
  readonly io: Io;
  readonly erase: () => void;
}

/** The world with a line on standard error that tells how far long work is, and is gone before anything else is written. */
export function withProgress(io: Io): Watched {
  let next = io.elapsed() + patience;
  let shown = false;
  const draw = (text: string): void => {
    // Nobody may be listening there, which is found out when something is said that matters.
    io.stderr.write(text).catch(() => undefined);
  };
  const erase = (): void => {
    if (shown) draw(`\r${eraseLine}`);
    shown = false;
  };
  const onProgress = (what: string, done: number, total: number): void => {
    if (io.elapsed() < next) return;
    next = io.elapsed() + interval;
    shown = true;
    const text = `${what} ${counted(done)} / ${counted(total)}`;
    // A terminal that does not know its width says 0.
    draw(`\r${text.slice(0, (io.stderr.columns || 80) - 1)}${eraseLine}`);
  };
  const after = (output: Output): Output => ({
    ...output,
    write: (text) => {
      erase();
      return output.write(text);
    },
  });
  return { io: { ...io, stdout: after(io.stdout), stderr: after(io.stderr), onProgress }, erase };
}

/** From the cursor to the end of the line. */
const eraseLine = '\u001b[K';

function counted(number: number): string {
  return number.toLocaleString('en-US');
}
