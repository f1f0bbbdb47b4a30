import { describeExecutedCorpus } from '../support/executed-corpus.ts';
import { openPglite } from '../support/pglite.ts';

describeExecutedCorpus('the corpus on PGlite, in process', 'postgresql', await openPglite(), {
  'dialect_kwargs/pg_on_commit':
    'ON COMMIT DROP: outside a transaction the table is gone at once, there is nothing to undo',
});
