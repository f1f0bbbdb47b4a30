import { describeExecutedCorpus } from '../support/executed-corpus.ts';
import { describeExecutedExample } from '../support/executed-example.ts';
import { describeStoredValues } from '../support/stored-values.ts';
import { openPostgres } from '../support/postgres.ts';

describeExecutedCorpus('the corpus on a PostgreSQL server', 'postgresql', await openPostgres());
describeStoredValues('values on a PostgreSQL server', 'postgresql', await openPostgres());
describeExecutedExample('the example on a PostgreSQL server', 'postgresql', await openPostgres());
