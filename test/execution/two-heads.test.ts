import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';
import { describeTwoHeads } from '../support/two-heads.ts';

describeTwoHeads('PGlite', 'postgresql', await openPglite());
describeTwoHeads('SQLite', 'sqlite', await openSqlite());
