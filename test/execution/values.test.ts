import { describeDataChanges } from '../support/data-changes.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';
import { describeStoredValues } from '../support/stored-values.ts';

describeStoredValues('values on PGlite', 'postgresql', await openPglite());
describeStoredValues('values on SQLite', 'sqlite', await openSqlite());
describeDataChanges('data changes on PGlite', 'postgresql', await openPglite());
describeDataChanges('data changes on SQLite', 'sqlite', await openSqlite());
