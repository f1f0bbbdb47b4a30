import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Config } from '../config/config.ts';

/** A stream that text is written to. */
export interface Output {
  /** Writes text; done when all of it is handed over. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** How wide the terminal is. */
  readonly columns?: number | undefined;
}

/** Where text is read from. */
export interface Input {
  /** All that there is. */
  read(): Promise<string>;
  readonly isTerminal: boolean;
}

/** All that tsmig asks of the world around it. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks a person a question on standard error, and gives the line that is typed. */
  ask(question: string): Promise<string>;
  now(): Date;
  /** Milliseconds by a clock that only runs on. */
  elapsed(): number;
  /** A revision id: the last twelve digits of a random UUID, as Alembic's. */
  randomId(): string;
  /** Is told how far long work is, where somebody looks on. */
  readonly onProgress?: Config['onProgress'];
}

/** The reader of our output is gone, as with `| head`: nothing to be said about it. */
export class ReaderGone extends Error {}

/** The world of this process. */
export function processIo(): Io {
  return {
    stdin: {
      // Only a run that asks for the stream makes one.
      get isTerminal() {
        return process.stdin.isTTY === true;
      },
      read: () => text(process.stdin),
    },
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    ask: async (question) => {
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
    now: () => new Date(),
    elapsed: () => performance.now(),
    randomId: () => randomUUID().slice(-12),
  };
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
    write: (text) =>
      new Promise((resolve, reject) => {
        if (text === '') return resolve();
        // The stream tells its errors twice: to the callback, and as an event that ends the process if nobody listens.
        const ignore = () => undefined;
        stream.once('error', ignore);
        stream.write(text, (error) => {
          if (error) return reject((error as NodeJS.ErrnoException).code === 'EPIPE' ? new ReaderGone() : error);
          stream.removeListener('error', ignore);
          resolve();
        });
      }),
  };
}
