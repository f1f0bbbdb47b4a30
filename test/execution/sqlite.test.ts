import { describeExecutedCorpus } from '../support/executed-corpus.ts';
import { openSqlite } from '../support/sqlite.ts';

describeExecutedCorpus('the corpus on SQLite, in process', 'sqlite', await openSqlite());
