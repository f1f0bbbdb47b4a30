import { readGraphs, type Verdict } from '../graph-corpus.ts';
import { judgeGraph, type QuestionedGraph } from './questions.ts';

/** All questions about the graphs that were designed for one situation each. */
export async function judgeDesigned(): Promise<readonly Verdict[] | undefined> {
  return readGraphs<QuestionedGraph>('designed')?.flatMap(judgeGraph);
}
