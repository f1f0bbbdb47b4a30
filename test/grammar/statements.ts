import { fileURLToPath } from 'node:url';
import { clientOf, clients } from '../../dialects/clients.ts';
import { TsmigError } from '../../src/errors.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import { splitStatements } from '../../src/parsing/split.ts';
import { runCli } from '../support/cli.ts';
import { readCorpus, renderCase } from '../support/corpus.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is rendered for one version of a server. */
export interface Rendered {
  /** Each statement once, and where it comes from: a case, the example, or the client's own lines. */
  readonly statements: ReadonlyMap<string, string>;
  /** What the corpus has SQL for and this version cannot do: cases, and `the example`. */
  readonly refused: readonly string[];
}

/** Every statement of the corpus (setup, upgrade, and what undoes it), of the example up and down, and of its client. */
export async function renderAll(dialect: DialectName, serverVersion: string): Promise<Rendered> {
  const statements = new Map<string, string>();
  const add = (sql: string, from: string): void => {
    if (!statements.has(sql)) statements.set(sql, from);
  };
  const refused: string[] = [];
  const { cases } = await readCorpus();
  for (const entry of cases) {
    const expectation = entry.expected[dialect];
    if (expectation === undefined) continue;
    const name = `${entry.area}/${entry.name}`;
    const rendered = await renderCase(entry, dialect, serverVersion).catch(refusal);
    if (rendered !== undefined) {
      const parts = [rendered.setup, rendered.upgrade, (await rendered.downgrade()) ?? []];
      for (const { sql } of parts.flat()) add(sql, name);
    } else if (expectation.sql !== undefined && !expectation.mayRefuse) refused.push(name);
  }
  const scripts = await exampleScripts(dialect, serverVersion);
  if (scripts === undefined) refused.push('the example');
  for (const { text } of (scripts ?? []).flatMap((script) => splitStatements(script, dialect))) {
    add(text, 'the example');
  }
  const { before, after } = clients[clientOf(dialect)];
  const lines = [...before, ...after].filter((line) => line.includes(';')).join('\n');
  for (const { text } of splitStatements(lines, dialect)) add(text, 'the lines of the client');
  return { statements, refused };
}

/** The example's scripts, up and down, without lines for a client; undefined where the server cannot do it. */
export async function exampleScripts(dialect: DialectName, serverVersion: string): Promise<string[] | undefined> {
  const common = ['--sql', '-q', '-c', 'examples/shop/tsmig.config.ts', '--dialect', dialect];
  const options = [...common, '--server-version', serverVersion, '--client', 'none'];
  const scripts: string[] = [];
  for (const args of [
    ['upgrade', 'base:head'],
    ['downgrade', 'head:base'],
  ]) {
    const { code, stdout, stderr } = await runCli([...args, ...options], root);
    if (stderr.includes('error[unsupported]')) return undefined;
    if (code !== 0) throw new Error(`the example does not render for ${dialect} ${serverVersion}: ${stderr}`);
    scripts.push(stdout);
  }
  return scripts;
}

/** What a server cannot do is refused, in `upgrade` or already in `setup`. */
function refusal(error: unknown): undefined {
  const cause = error instanceof Error && !(error instanceof TsmigError) ? error.cause : error;
  if (cause instanceof TsmigError && cause.code !== 'internal') return undefined;
  throw error;
}
