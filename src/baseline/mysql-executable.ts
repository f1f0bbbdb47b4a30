import type { DialectName } from '../model/dialect-options.ts';
import { grammarFacts } from '../parsing/grammar-facts.ts';
import { lexemeAt } from '../parsing/tokens.ts';

/** Past the versions of both servers: what asks for it is for the client alone. */
const noVersion = 990000;

/**
 * A statement as the server executes it: executable comments give what they hold. Undefined: one of
 * them holds a comment, so that what belongs together cannot be told.
 */
export function executed(sql: string, dialect: DialectName): string | undefined {
  const facts = grammarFacts[dialect];
  let text = '';
  for (let at = 0; at < sql.length; ) {
    const { kind, end } = lexemeAt(sql, at, facts);
    const piece = sql.slice(at, end);
    at = end;
    const isExecutable = kind === 'strange' && /^\/\*M?!/.test(piece);
    if (!isExecutable) {
      text += piece;
      continue;
    }
    const [, maria, version = '0', inner = ''] = /^\/\*(M?)!(\d*) ?([\s\S]*?) ?\*\/$/.exec(piece) ?? [];
    if (inner.includes('/*') || maria === undefined) return undefined;
    if (isFor(dialect, maria === 'M', Number(version))) text += inner;
  }
  return text.trim();
}

function isFor(dialect: DialectName, maria: boolean, version: number): boolean {
  return version < noVersion && (executes[dialect]?.(maria, version) ?? false);
}

/** Which executable comments count; MariaDB takes those for MySQL 5.7 and later, up to 99999, for comments: https://mariadb.com/kb/en/comment-syntax/ */
const executes: { readonly [D in DialectName]?: (maria: boolean, version: number) => boolean } = {
  mysql: (maria) => !maria,
  mariadb: (maria, version) => maria || version < 50700 || version > 99999,
};
