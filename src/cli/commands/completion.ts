import { TsmigError } from '../../errors.ts';
import { nearest } from '../../model/nearest.ts';
import type { Command } from '../command.ts';
import { text } from '../given.ts';
import { shells } from '../shells.ts';

export const completion: Command = {
  name: 'completion',
  usage: 'completion <shell>',
  describe: 'Print the script by which a shell completes tsmig',
  positionals: { shell: `The shell: ${shells.join(', ')}` },
  options: {},
  examples: [
    ['eval "$(tsmig completion bash)"', 'in ~/.bashrc'],
    ['eval "$(tsmig completion zsh)"', 'in ~/.zshrc, after compinit'],
    ['tsmig completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  epilogue:
    'Completes commands, options, dialects, clients, databases, and revisions by their ids, branch labels and releases.',
  needs: 'a shell: bash, zsh or fish',
  work: async (io, given) => {
    const { completionScript } = await import('../../commands/completion.ts');
    const asked = text(given, 'shell') ?? '';
    const shell = shells.find((one) => one === asked);
    if (shell === undefined) throw unknownShell(asked);
    await io.stdout.write(await completionScript(shell));
  },
};

function unknownShell(asked: string): TsmigError {
  const meant = nearest(asked, shells);
  return new TsmigError('usage', `unknown shell '${asked}'`, {
    hint: meant === undefined ? `the shells are ${shells.join(', ')}` : `did you mean '${meant}'?`,
  });
}
