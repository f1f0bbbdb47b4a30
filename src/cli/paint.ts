type Ink = (text: string) => string;

/** Colours by name, or their absence. */
export type Paint = { readonly [name in 'red' | 'yellow' | 'cyan' | 'dim']: Ink };

/** Colours for a terminal, or none. */
export function paint(color: boolean): Paint {
  const ink = (open: number, close: number): Ink =>
    color ? (text) => `\u001b[${open}m${text}\u001b[${close}m` : (text) => text;
  return { red: ink(31, 39), yellow: ink(33, 39), cyan: ink(36, 39), dim: ink(2, 22) };
}

/** Whether a stream gets colours: only a terminal, and not one whose user wants none (https://no-color.org). */
export function wantsColor(
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
  flag: boolean,
): boolean {
  return flag && isTerminal && !env.NO_COLOR && !isDumb(env);
}

/** Whether the terminal can only write one line after the other. */
export function isDumb(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.TERM === 'dumb';
}
