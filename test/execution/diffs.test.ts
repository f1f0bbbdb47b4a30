import { describeExecutedDiffs } from '../support/executed-diffs.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';

describeExecutedDiffs('what differs, executed on SQLite', 'sqlite', await openSqlite(), 200);
describeExecutedDiffs('what differs, executed on PGlite', 'postgresql', await openPglite(), 20);
