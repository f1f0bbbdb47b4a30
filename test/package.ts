// The package as users get it: packed, installed into an empty project, and used there.
//   npm run test:package
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'tsmig-package-'));
const run = (command: string, args: readonly string[], cwd = home): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

try {
  run('npm', ['run', 'build', '--silent'], root);
  run('npx', ['publint', '--strict'], root);
  run('npm', ['pack', '--silent', '--pack-destination', home], root);
  const tarball = readdirSync(home).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'shop', private: true, type: 'module' }));
  const versions = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    devDependencies: Record<string, string>;
  };
  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--silent',
    `./${tarball}`,
    `typescript@${versions.devDependencies.typescript}`,
  ]);

  expectEqual('npx tsmig --version', run('npx', ['tsmig', '--version']).trim(), versions.version);
  run('npx', ['tsmig', 'init', '-q']);
  run('npx', ['tsmig', 'revision', '-m', 'create account table', '--rev-id', '1975ea83b712', '-q']);
  const [file] = readdirSync(join(home, 'migrations/versions')).filter((name) => name.endsWith('.ts'));
  expectEqual('the revision file', String(file), '1975ea83b712_create_account_table.ts');
  const path = join(home, 'migrations/versions', String(file));
  writeFileSync(
    path,
    readFileSync(path, 'utf8')
      .replace(
        /export function upgrade[\s\S]*?\n}/,
        "export function upgrade(op: Operations): void {\n  op.createTable('account', [s.column('id', s.integer(), { primaryKey: true })]);\n}",
      )
      .replace(
        /export function downgrade[\s\S]*?\n}/,
        "export function downgrade(op: Operations): void {\n  op.dropTable('account');\n}",
      )
      .replace(/^import .*'tsmig';$/m, "import { s, type Operations } from 'tsmig';"),
  );
  const script = run('npx', ['tsmig', 'upgrade', 'base:head', '--sql', '-q']);
  expectEqual(
    'the script',
    String(
      script.includes(
        'CREATE TABLE account (\n    id SERIAL NOT NULL,\n    CONSTRAINT pk_account PRIMARY KEY (id)\n);',
      ),
    ),
    'true',
  );
  writeFileSync(
    join(home, 'check.ts'),
    `import { s, sql, defineConfig, type Operations } from 'tsmig';
import { render } from 'tsmig/testing';
import { upgrade } from './migrations/versions/1975ea83b712_create_account_table.ts';
export const statements: Promise<string[]> = render(upgrade, { dialect: 'sqlite' });
export const config = defineConfig({ scriptLocation: 'migrations', dialect: 'sqlite' });
export function more(op: Operations): void {
  op.addColumn('account', s.column('at', s.dateTime(), { serverDefault: sql.now() }));
}
`,
  );
  run('npx', [
    'tsc',
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--allowImportingTsExtensions',
    '--skipLibCheck',
    'false',
    'check.ts',
    'tsmig.config.ts',
  ]);
  writeFileSync(
    join(home, 'use.mjs'),
    "import { render } from 'tsmig/testing';\nconsole.log((await render((op) => op.execute('SELECT 1'), { dialect: 'sqlite' })).join());\n",
  );
  expectEqual('tsmig/testing', run('node', ['use.mjs']).trim(), 'SELECT 1');
  console.log('4 passed, 0 failed');
} finally {
  rmSync(home, { recursive: true, force: true });
}

function expectEqual(what: string, got: string, expected: string): void {
  if (got !== expected) throw new Error(`${what}: expected ${expected}, got ${got}`);
}
