import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import vm from 'node:vm';

/** The dialects whose grammar is taken from @dbml/core (the ANTLR project's grammars-v4, kept up by others than us). */
export type AntlrDialect = 'mysql' | 'mssql' | 'oracle';

/** What a grammar has against a text: nothing, or its first error. */
export type Grammar = (sql: string) => string | undefined;

/** As antlr4 has it: the tree knows its parser, that its tokens. */
interface Tree {
  readonly parser: {
    readonly _input: { readonly tokens: readonly { readonly channel: number; readonly text: string }[] };
  };
}

interface Dbml {
  readonly Parser: {
    parseMySQLToJSONv2(sql: string): Tree;
    parseMSSQLToJSONv2(sql: string): Tree;
    parseOracleToJSON(sql: string): Tree;
  };
}

/** Spaces and comments. On channels beyond it a lexer puts aside what it cannot read, and the parser does not see it. */
const hiddenChannel = 1;

/**
 * @dbml/core's grammars, without what it does with the tree. It interprets the tree before it looks at the errors, so
 * that its own mistakes and missing tables hide errors of syntax, and what its lexers cannot read they only write to the
 * console, and drop. Here the tree is left alone, and both kinds of errors count.
 */
export function loadGrammars(): Readonly<Record<AntlrDialect, Grammar>> {
  const { Parser } = evaluate();
  const grammar =
    (parse: (sql: string) => Tree): Grammar =>
    (sql) => {
      try {
        const { tokens } = parse(sql).parser._input;
        const aside = tokens.find(({ channel }) => channel > hiddenChannel);
        return aside === undefined ? undefined : `cannot read ${aside.text}`;
      } catch (error) {
        // An array of errors of syntax; anything else is not the grammar's.
        if (Array.isArray(error)) return String(error[0]?.text);
        throw error;
      }
    };
  return {
    mysql: grammar((sql) => Parser.parseMySQLToJSONv2(sql)),
    mssql: grammar((sql) => Parser.parseMSSQLToJSONv2(sql)),
    oracle: grammar((sql) => Parser.parseOracleToJSON(sql)),
  };
}

/** The package with `listen to the parser, parse, interpret` made `listen to lexer and parser, parse`, for each grammar. */
function evaluate(): Dbml {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@dbml/core');
  let found = 0;
  const source = readFileSync(file, 'utf8').replaceAll(
    /t\.removeErrorListeners\(\),t\.addErrorListener\(i\),r=t\.(\w+)\(\)\.accept\(new [\w$]+\)/g,
    (_whole, root: string) => {
      found++;
      return `[e,t].forEach(x=>{x.removeErrorListeners();x.addErrorListener(i)}),r=t.${root}()`;
    },
  );
  if (found !== 5) throw new Error(`@dbml/core is not what it was: ${found} of its 5 grammars found`);
  const module = { exports: {} as Dbml };
  const run = vm.compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'], {
    filename: file,
  });
  run(module.exports, require, module, file, dirname(file));
  return module.exports;
}
