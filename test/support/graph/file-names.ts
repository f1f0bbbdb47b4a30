import { createDate } from '../../../src/commands/create-date.ts';
import { fileName } from '../../../src/commands/file-name.ts';
import { type CorpusGraph, readGraphs, type Verdict } from '../graph-corpus.ts';
import { answer, verdict } from './verdict.ts';

interface FileNameCase {
  readonly message: string | null;
  readonly revision: string;
  readonly fileTemplate?: string;
  readonly truncateSlugLength?: number;
  readonly createDate?: string;
  readonly file?: string;
  readonly crash?: string;
}

/** The names of revision files. */
export async function judgeFileNames(): Promise<readonly Verdict[] | undefined> {
  const graphs = readGraphs<CorpusGraph & { readonly cases: readonly FileNameCase[] }>('file-names');
  return graphs?.flatMap(({ cases }) =>
    cases.map((given) => {
      const { file, crash, fileTemplate, truncateSlugLength } = given;
      const got = answer(() =>
        fileName(fileTemplate ?? '%(rev)s_%(slug)s', {
          revision: given.revision,
          message: given.message,
          truncateSlugLength: truncateSlugLength ?? 40,
          createDate: createDate(new Date(given.createDate ?? '2026-01-01T00:00:00Z'), undefined),
        }),
      );
      return verdict(`file name ${JSON.stringify(given)}`, crash === undefined ? {} : { crash }, got, file);
    }),
  );
}
