// Whole-process times and peak memory of the main job over generated histories. Compare ratios within one run, not runs.
//   npm run bench [-- --sizes 10,100,1000,5000] [--runs 5]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: { sizes: { type: 'string', default: '10,100,1000,5000' }, runs: { type: 'string', default: '5' } },
});
const sizes = flags.sizes.split(',').map(Number);
const runs = Number(flags.runs);
const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'tsmig-bench-'));
const memoryHook = join(home, 'memory.cjs');
writeFileSync(
  memoryHook,
  "process.on('exit', () => require('node:fs').writeSync(2, '\\nrss=' + process.resourceUsage().maxRSS + '\\n'));",
);

interface Measure {
  readonly seconds: number;
  readonly megabytes: number;
}

try {
  const floor = measure(['-e', '0'], home);
  report('node -e 0', floor, floor);
  report('tsmig --version', measure([bin, '--version'], home), floor);
  let last: { size: number; seconds: number } | undefined;
  for (const size of sizes) {
    const folder = generate(size);
    for (const dialect of ['postgresql', 'sqlite']) {
      const got = measure([bin, 'upgrade', 'base:head', '--sql', '--dialect', dialect, '-q'], folder);
      const growth =
        dialect === 'postgresql' && last
          ? `, ${(((got.seconds - last.seconds) / (size - last.size)) * 1000).toFixed(3)} ms a revision more`
          : '';
      report(`${size} revisions, ${dialect}`, got, floor, growth);
      if (dialect === 'postgresql') last = { size, seconds: got.seconds };
    }
    report(`${size} revisions, head~1:head`, measure([bin, 'upgrade', 'head-1:head', '--sql', '-q'], folder), floor);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** A linear history: a table of five columns and an index in each revision. */
function generate(size: number): string {
  const folder = join(home, String(size));
  const versions = join(folder, 'migrations', 'versions');
  mkdirSync(versions, { recursive: true });
  writeFileSync(
    join(folder, 'tsmig.config.json'),
    JSON.stringify({ scriptLocation: 'migrations', dialect: 'postgresql' }),
  );
  const id = (n: number) => n.toString(16).padStart(12, '0');
  for (let n = 1; n <= size; n++) {
    writeFileSync(
      join(versions, `${id(n)}_step_${n}.ts`),
      `/**
 * step ${n}
 *
 * Revision ID: ${id(n)}
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = '${id(n)}';
export const downRevision = ${n === 1 ? 'null' : `'${id(n - 1)}'`};
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.createTable('table_${n}', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('name', s.string(50), { nullable: false }),
    s.column('amount', s.numeric(10, 2), { serverDefault: 0 }),
    s.column('active', s.boolean(), { nullable: false, serverDefault: true }),
    s.column('created_at', s.dateTime({ timezone: true }), { serverDefault: sql.now() }),
  ]);
  op.createIndex('ix_table_${n}_name', 'table_${n}', ['name']);
}

export function downgrade(op: Operations): void {
  op.dropIndex('ix_table_${n}_name', { table: 'table_${n}' });
  op.dropTable('table_${n}');
}
`,
    );
  }
  return folder;
}

function measure(args: readonly string[], cwd: string): Measure {
  execFileSync(process.execPath, args, { cwd, stdio: 'ignore' });
  const results = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    const child = spawnSync(process.execPath, ['--require', memoryHook, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (child.status !== 0) throw new Error(`${args.join(' ')} failed: ${child.stderr}`);
    return { seconds, megabytes: Number(/rss=(\d+)/.exec(child.stderr)?.[1]) / 1024 };
  });
  const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
  return { seconds: median(results.map((r) => r.seconds)), megabytes: median(results.map((r) => r.megabytes)) };
}

function report(what: string, { seconds, megabytes }: Measure, floor: Measure, growth = ''): void {
  const ratio = (seconds / floor.seconds).toFixed(1);
  console.log(
    `${what.padEnd(28)} ${seconds.toFixed(3)} s  ${megabytes.toFixed(0).padStart(4)} MB  ${ratio.padStart(5)} × node -e 0${growth}`,
  );
}
