import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';
import { describeTwoDevelopers } from '../support/two-developers.ts';

describeTwoDevelopers('two developers branch from 1975ea83b712, on SQLite', 'sqlite', await openSqlite());
describeTwoDevelopers('two developers branch from 1975ea83b712, on PGlite', 'postgresql', await openPglite());
