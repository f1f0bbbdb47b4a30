import { describeDataChanges } from '../support/data-changes.ts';
import { describeExecutedCorpus } from '../support/executed-corpus.ts';
import { describeExecutedDiffs } from '../support/executed-diffs.ts';
import { describeExecutedExample } from '../support/executed-example.ts';
import { openPostgres } from '../support/postgres.ts';
import { describeStoredValues } from '../support/stored-values.ts';
import { describeTwoDevelopers } from '../support/two-developers.ts';
import { describeTwoHeads } from '../support/two-heads.ts';

describeExecutedCorpus('the corpus on a PostgreSQL server', 'postgresql', await openPostgres(), {
  'dialect_kwargs/pg_on_commit':
    'ON COMMIT DROP: outside a transaction the table is gone at once, there is nothing to undo',
});
describeTwoDevelopers('two developers branch from 1975ea83b712, on PostgreSQL', 'postgresql', await openPostgres());
describeTwoHeads('rebase of databases, on PostgreSQL', 'postgresql', await openPostgres());
describeStoredValues('values on a PostgreSQL server', 'postgresql', await openPostgres());
describeExecutedExample('the example on a PostgreSQL server', 'postgresql', await openPostgres());
describeDataChanges('data changes on a PostgreSQL server', 'postgresql', await openPostgres());
describeExecutedDiffs('what differs, executed on a PostgreSQL server', 'postgresql', await openPostgres(), 200);
