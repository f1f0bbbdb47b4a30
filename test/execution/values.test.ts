import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';
import { describeStoredValues } from '../support/stored-values.ts';

describeStoredValues('values on PGlite', 'postgresql', await openPglite());
describeStoredValues('values on SQLite', 'sqlite', await openSqlite());
