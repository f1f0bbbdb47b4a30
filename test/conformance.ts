// The conformance run: every case of the corpus in every dialect that is written, and every question about graphs of
// revisions, compared with what the corpus expects.
//   npm run conformance -- [--dialect postgresql] [--area batch]      --area graph: the graphs alone
// TSMIG_CONFORMANCE names another folder of the same format. Exits 1 when anything is wrong.
import { parseArgs } from 'node:util';
import { TsmigError } from '../src/errors.ts';
import { type DialectName, dialectNames } from '../src/model/dialect-options.ts';
import { type Corpus, type CorpusCase, type Expectation, readCorpus, renderCase } from './support/corpus.ts';

type Verdict =
  | { readonly kind: 'equal' | 'refused' }
  | { readonly kind: 'wrong'; readonly expected: string; readonly got: string };

const { values: flags } = parseArgs({ options: { dialect: { type: 'string' }, area: { type: 'string' } } });
const totals = { passed: 0, failed: 0 };
if (flags.area !== 'graph') add(await reportSql());
if (flags.area === 'graph' || (flags.area === undefined && flags.dialect === undefined)) {
  const { reportGraph } = await import('./support/graph/report.ts');
  add(await reportGraph());
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

function add({ passed, failed }: typeof totals): void {
  totals.passed += passed;
  totals.failed += failed;
}

async function reportSql(): Promise<typeof totals> {
  const corpus = await readCorpus();
  const dialects = dialectNames.filter((name) => flags.dialect === undefined || name === flags.dialect);
  const cases = corpus.cases.filter((entry) => flags.area === undefined || entry.area === flags.area);
  if (dialects.length === 0 || cases.length === 0) {
    console.error(
      `nothing to run: dialects ${dialectNames.join(', ')}; areas ${[...new Set(corpus.cases.map((c) => c.area)), 'graph'].join(', ')}`,
    );
    process.exit(1);
  }

  const verdicts = new Map<string, Map<DialectName, Record<Verdict['kind'], number>>>();
  let passed = 0;
  let failed = 0;
  for (const entry of cases) {
    const row = verdicts.get(entry.area) ?? new Map<DialectName, Record<Verdict['kind'], number>>();
    verdicts.set(entry.area, row);
    for (const dialect of dialects) {
      const expectation = entry.expected[dialect];
      if (expectation === undefined) continue;
      const verdict = await judge(corpus, entry, dialect, expectation);
      const cell = row.get(dialect) ?? { equal: 0, refused: 0, wrong: 0 };
      cell[verdict.kind]++;
      row.set(dialect, cell);
      if (verdict.kind === 'wrong') {
        failed++;
        console.log(
          `WRONG ${entry.area}/${entry.name} ${dialect}\n  expected ${verdict.expected}\n  got      ${verdict.got}\n`,
        );
      } else passed++;
    }
  }

  const width = Math.max(...[...verdicts.keys()].map((area) => area.length), 4) + 2;
  const column = 40;
  console.log(`${''.padEnd(width)}${dialects.map((d) => d.padEnd(column)).join('')}`.trimEnd());
  for (const [area, row] of verdicts) {
    const cells = dialects.map((dialect) => {
      const cell = row.get(dialect);
      return (cell ? `${cell.equal} equal, ${cell.refused} refused, ${cell.wrong} wrong` : '-').padEnd(column);
    });
    console.log(`${area.padEnd(width)}${cells.join('')}`.trimEnd());
  }
  return { passed, failed };
}

async function judge(
  { matches }: Corpus,
  entry: CorpusCase,
  dialect: DialectName,
  expectation: Expectation,
): Promise<Verdict> {
  const expected = JSON.stringify(expectation, ['sql', 'or', 'refuses', 'mayRefuse', 'autocommit']);
  try {
    const { upgrade } = await renderCase(entry, dialect);
    const sql = upgrade.map((statement) => statement.sql);
    const outside = upgrade.flatMap((statement, index) => (statement.transactional ? [] : [index]));
    const right = matches(expectation, sql, dialect) && String(outside) === String(expectation.autocommit ?? []);
    return right ? { kind: 'equal' } : { kind: 'wrong', expected, got: JSON.stringify({ sql, autocommit: outside }) };
  } catch (error) {
    const refused = error instanceof TsmigError && error.code !== 'internal';
    if (refused && matches(expectation, null, dialect)) return { kind: 'refused' };
    return {
      kind: 'wrong',
      expected,
      got: error instanceof Error ? (refused ? `${error}` : `${error.stack}`) : String(error),
    };
  }
}
