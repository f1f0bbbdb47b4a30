import { describeExecutedCorpus } from '../support/executed-corpus.ts';
import { openPglite } from '../support/pglite.ts';

describeExecutedCorpus('the corpus on PGlite, in process', 'postgresql', await openPglite());
