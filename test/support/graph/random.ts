import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readGraphs, type Verdict } from '../graph-corpus.ts';
import { judgeGraph, type QuestionedGraph } from './questions.ts';

/** All questions about random graphs, which only the folder in `TSMIG_CONFORMANCE` may have. */
export async function judgeRandom(folder = process.env.TSMIG_CONFORMANCE): Promise<readonly Verdict[] | undefined> {
  if (!folder || !existsSync(join(folder, 'graph'))) return undefined;
  const files = readdirSync(join(folder, 'graph')).filter((file) => /^random-.*\.json$/.test(file));
  if (files.length === 0) return undefined;
  return files.sort().flatMap((file) => {
    return (readGraphs<QuestionedGraph>(file.slice(0, -'.json'.length), folder) ?? []).flatMap(judgeGraph);
  });
}
