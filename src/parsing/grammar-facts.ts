import type { DialectName } from '../model/dialect-options.ts';

/** How a dialect's SQL is written, as far as splitting it and reading its DDL needs to know. */
export interface GrammarFacts {
  /** A comment may hold comments. */
  readonly nestedComments: boolean;
  /** `# …` to the end of the line is a comment. */
  readonly hashComments: boolean;
  /** A comment that opens with an exclamation mark holds SQL that is executed. */
  readonly executableComments: boolean;
  /** A backslash in any string takes the next character as it is. */
  readonly backslashStrings: boolean;
  /** `E'…'` strings with backslashes, and `U&"…"` names. */
  readonly escapeStrings: boolean;
  /** `$tag$ … $tag$` strings. */
  readonly dollarStrings: boolean;
  /** SERIAL stands for an integer with a sequence of its own. */
  readonly serialTypes: boolean;
  /** `q'[ … ]'` strings. */
  readonly qStrings: boolean;
  /** `"…"` is a string, not a name. */
  readonly doubleQuotedStrings: boolean;
  readonly backticks: boolean;
  readonly brackets: boolean;
  /** `--` opens a comment only before a space. */
  readonly dashesNeedSpace: boolean;
  /** The signs that unquoted names may hold beside letters, digits and `_`. */
  readonly nameSigns: string;
  /** What unquoted names become; in Oracle, as SQLAlchemy has it, lower case stands for "any case". */
  readonly folds: 'lower' | 'none';
  /** Names that differ in case alone are the same, in quotes or not. */
  readonly anyCase: boolean;
  /** A quoted name in upper case is the same as an unquoted one. */
  readonly upperIsUnquoted: boolean;
  /** A line that ends a batch: `GO`, or a statement with a block: `/`. */
  readonly separatorLine: 'GO' | '/' | undefined;
  /** `DELIMITER //` lines of the client. */
  readonly delimiterLines: boolean;
  /** Lines that begin with a backslash are the client's, and COPY … FROM stdin is followed by rows. */
  readonly psql: boolean;
  /** A semicolon in parentheses does not end a statement. */
  readonly parenthesesHold: boolean;
  /** How bodies that hold semicolons end: `BEGIN ATOMIC … END`, `BEGIN … END`, or with the batch or separator line. */
  readonly bodies: 'atomic' | 'block' | 'controlBlock' | 'batch' | 'separator';
  /** Statements may follow each other without a semicolon. */
  readonly looseTerminators: boolean;
  /** The schema that names without one belong to, and may be written. */
  readonly defaultSchema: string | undefined;
  /** DROP … CASCADE drops what depends on the thing. */
  readonly dropCascades: boolean;
  /** CREATE DATABASE and CREATE SCHEMA are the same. */
  readonly databaseIsSchema: boolean;
  /** SELECT … INTO t makes a table. */
  readonly selectIntoCreates: boolean;
  /** COMMENT ON TABLE … IS … */
  readonly commentOn: boolean;
  /** A column of the primary key is NOT NULL without saying so. */
  readonly primaryKeyIsNotNull: boolean;
  /** An integer primary key counts by itself. */
  readonly integerKeyCounts: boolean;
  /** A type may be any row of words, or missing. */
  readonly freeTypes: boolean;
  /** Indexes take WHERE. */
  readonly partialIndexes: boolean;
  /** RENAME a TO b in ALTER TABLE renames a column. */
  readonly renameColumn: boolean;
  /** ALTER TABLE … ADD takes several columns after one ADD, in parentheses or not. */
  readonly addsLists: 'parentheses' | 'bare' | 'no';
  /** `DROP a` in ALTER TABLE drops a column without the word COLUMN. */
  readonly dropsBareColumn: boolean;
  /** The build of node-sql-parser that knows it. */
  readonly grammar: string | undefined;
}

const standard: GrammarFacts = {
  nestedComments: false,
  hashComments: false,
  executableComments: false,
  backslashStrings: false,
  escapeStrings: false,
  dollarStrings: false,
  serialTypes: false,
  qStrings: false,
  doubleQuotedStrings: false,
  backticks: false,
  brackets: false,
  dashesNeedSpace: false,
  nameSigns: '$',
  folds: 'none',
  anyCase: false,
  upperIsUnquoted: false,
  separatorLine: undefined,
  delimiterLines: false,
  psql: false,
  parenthesesHold: false,
  bodies: 'block',
  looseTerminators: false,
  defaultSchema: undefined,
  dropCascades: true,
  databaseIsSchema: false,
  selectIntoCreates: false,
  commentOn: false,
  primaryKeyIsNotNull: true,
  integerKeyCounts: false,
  freeTypes: false,
  partialIndexes: false,
  renameColumn: true,
  addsLists: 'no',
  dropsBareColumn: true,
  grammar: undefined,
};

const mysql: GrammarFacts = {
  ...standard,
  hashComments: true,
  executableComments: true,
  backslashStrings: true,
  doubleQuotedStrings: true,
  backticks: true,
  dashesNeedSpace: true,
  nameSigns: '$@',
  delimiterLines: true,
  bodies: 'controlBlock',
  dropCascades: false,
  databaseIsSchema: true,
  addsLists: 'parentheses',
  grammar: 'mysql',
};

/** The facts of each dialect; `grammar` names the build of node-sql-parser. */
export const grammarFacts: Readonly<Record<DialectName, GrammarFacts>> = {
  // https://www.postgresql.org/docs/current/sql-syntax-lexical.html
  postgresql: {
    ...standard,
    nestedComments: true,
    escapeStrings: true,
    dollarStrings: true,
    serialTypes: true,
    folds: 'lower',
    psql: true,
    parenthesesHold: true,
    bodies: 'atomic',
    defaultSchema: 'public',
    selectIntoCreates: true,
    commentOn: true,
    partialIndexes: true,
    grammar: 'postgresql',
  },
  // https://dev.mysql.com/doc/refman/8.0/en/language-structure.html
  mysql,
  mariadb: { ...mysql, grammar: 'mariadb' },
  // https://www.sqlite.org/lang_keywords.html
  sqlite: {
    ...standard,
    backticks: true,
    brackets: true,
    anyCase: true,
    defaultSchema: 'main',
    primaryKeyIsNotNull: false,
    integerKeyCounts: true,
    freeTypes: true,
    partialIndexes: true,
    grammar: 'sqlite',
  },
  // https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-go
  mssql: {
    ...standard,
    nestedComments: true,
    brackets: true,
    nameSigns: '$@#',
    separatorLine: 'GO',
    bodies: 'batch',
    looseTerminators: true,
    defaultSchema: 'dbo',
    selectIntoCreates: true,
    partialIndexes: true,
    renameColumn: false,
    addsLists: 'bare',
    dropsBareColumn: false,
    grammar: 'transactsql',
  },
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Literals.html
  oracle: {
    ...standard,
    qStrings: true,
    nameSigns: '$#',
    folds: 'lower',
    upperIsUnquoted: true,
    separatorLine: '/',
    bodies: 'separator',
    commentOn: true,
    addsLists: 'parentheses',
    dropsBareColumn: false,
  },
};
