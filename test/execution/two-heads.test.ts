import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';
import { describeTwoHeads } from '../support/two-heads.ts';

describeTwoHeads('rebase of databases, on PGlite', 'postgresql', await openPglite());
describeTwoHeads('rebase of databases, on SQLite', 'sqlite', await openSqlite());
