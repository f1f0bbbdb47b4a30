import { describeExecutedExample } from '../support/executed-example.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';

describeExecutedExample('the example on PGlite', 'postgresql', await openPglite());
describeExecutedExample('the example on SQLite', 'sqlite', await openSqlite());
