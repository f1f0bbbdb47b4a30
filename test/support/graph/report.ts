import type { Verdict } from '../graph-corpus.ts';
import { judges } from './judges.ts';

/** Runs all judges of the graph corpus and prints a table of how our answers fared. Different on purpose is passed. */
export async function reportGraph(): Promise<{ readonly passed: number; readonly failed: number }> {
  const lines: string[] = [];
  let [passed, failed] = [0, 0];
  for (const [file, judge] of Object.entries(judges)) {
    const verdicts = await judge();
    if (verdicts === undefined) {
      lines.push(`${file.padEnd(width)}not in this folder`);
      continue;
    }
    const of = (kind: Verdict['kind']) => verdicts.filter((one) => one.kind === kind);
    const [equal, different, wrong] = [of('equal'), of('different'), of('wrong')];
    for (const { question, expected, got } of wrong) {
      console.log(`WRONG ${file} ${question}\n  expected ${text(expected)}\n  got      ${text(got)}\n`);
    }
    lines.push(
      row(
        file,
        [verdicts, equal, different, wrong].map(({ length }) => String(length)),
      ),
    );
    for (const [reason, count] of countsByReason(different)) lines.push(`${String(count).padStart(width)}  ${reason}`);
    passed += equal.length + different.length;
    failed += wrong.length;
  }
  console.log([row('graph', ['asked', 'equal', 'different', 'wrong']), ...lines].join('\n'));
  return { passed, failed };
}

const width = 14;

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(width)}${cells.map((cell) => cell.padEnd(11)).join('')}`.trimEnd();
}

/** The most frequent first. */
export function countsByReason(different: readonly Verdict[]): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { reason = 'no reason given' } of different) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
