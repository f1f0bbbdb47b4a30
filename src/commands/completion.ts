import { ownText } from '../templates.ts';

/** The script by which a shell completes the command line of tsmig. */
export async function completionScript(shell: 'bash' | 'zsh' | 'fish'): Promise<string> {
  return ownText(`completion.${shell}`);
}
