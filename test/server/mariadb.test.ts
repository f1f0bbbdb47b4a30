import { describeDataChanges } from '../support/data-changes.ts';
import { describeExecutedCorpus } from '../support/executed-corpus.ts';
import { describeExecutedDiffs } from '../support/executed-diffs.ts';
import { describeExecutedExample } from '../support/executed-example.ts';
import { openMariadb } from '../support/mariadb.ts';
import { describeStoredValues } from '../support/stored-values.ts';

describeExecutedCorpus('the corpus on a MariaDB server', 'mariadb', await openMariadb());
describeStoredValues('values on a MariaDB server', 'mariadb', await openMariadb());
describeExecutedExample('the example on a MariaDB server', 'mariadb', await openMariadb());
describeDataChanges('data changes on a MariaDB server', 'mariadb', await openMariadb());
describeExecutedDiffs('what differs, executed on a MariaDB server', 'mariadb', await openMariadb(), 200);
