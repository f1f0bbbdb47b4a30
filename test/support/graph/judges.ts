import type { Verdict } from '../graph-corpus.ts';

/** The files of the graph corpus, each with who judges our answers; undefined where the folder lacks the file. */
export const judges: Readonly<Record<string, () => Promise<readonly Verdict[] | undefined>>> = {
  designed: async () => (await import('./designed.ts')).judgeDesigned(),
  'random-*': async () => (await import('./random.ts')).judgeRandom(),
  commands: async () => (await import('./commands.ts')).judgeCommands(),
  'new-revision': async () => (await import('./new-revision.ts')).judgeNewRevision(),
  'file-names': async () => (await import('./file-names.ts')).judgeFileNames(),
  scripts: async () => (await import('./scripts.ts')).judgeScripts(),
};
