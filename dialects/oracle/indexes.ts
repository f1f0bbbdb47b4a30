import { TsmigError } from '../../src/errors.ts';
import type { Index, Table } from '../../src/model/nouns.ts';
import { columnNames } from '../../src/model/tables.ts';
import { type Options, recordOption } from '../options.ts';
import { list, words } from '../words.ts';

/** `COMPRESS`, or with the number of leading columns: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-INDEX.html */
export function indexCompression({ compress }: Options, columns: number): string | undefined {
  if (compress === undefined || compress === null || compress === false) return undefined;
  if (compress === true) return 'COMPRESS';
  if (typeof compress === 'number' && Number.isInteger(compress) && compress >= 1 && compress <= columns) {
    return `COMPRESS ${compress}`;
  }
  throw new TsmigError('operation', `the option compress must be true, or how many of the ${columns} columns`);
}

/** `COMPRESS FOR OLTP`: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html: table_compression */
export function tableCompression({ compress }: Options): string | undefined {
  if (compress === undefined || compress === null || compress === false) return undefined;
  if (compress === true) return 'COMPRESS';
  if (typeof compress === 'string' && /^[a-z]+( [a-z]+)*$/i.test(compress)) return `COMPRESS FOR ${compress}`;
  throw new TsmigError('operation', "the option compress must be true, or what for: 'OLTP'");
}

const parameterNames: Readonly<Record<string, readonly [kind: 'HNSW' | 'IVF', name: string]>> = {
  hnswNeighbors: ['HNSW', 'neighbors'],
  hnswEfconstruction: ['HNSW', 'efconstruction'],
  ivfNeighborPartitions: ['IVF', 'neighbor partitions'],
  ivfSamplePerPartition: ['IVF', 'sample_per_partition'],
  ivfMinVectorsPerPartition: ['IVF', 'min_vectors_per_partition'],
};
const distances = ['EUCLIDEAN', 'EUCLIDEAN_SQUARED', 'DOT', 'COSINE', 'MANHATTAN', 'HAMMING', 'JACCARD'];

/**
 * What a vector index says behind its column; undefined: it is none. The options are those of SQLAlchemy's VectorIndexConfig.
 * https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/create-vector-index.html
 */
export function vectorClause(options: Options): string | undefined {
  if (options.vector === undefined || options.vector === null || options.vector === false) return undefined;
  const said = options.vector === true ? {} : recordOption(options, 'vector');
  const { indexType = 'HNSW', distance, accuracy, parallel, ...parameters } = said;
  if (indexType !== 'HNSW' && indexType !== 'IVF') throw wrong('indexType', "'HNSW' or 'IVF'");
  if (distance !== undefined && !distances.includes(String(distance))) throw wrong('distance', distances.join(', '));
  const texts = Object.entries(parameters).map(([key, value]) => {
    const [kind, name] = parameterNames[key] ?? [];
    if (kind !== indexType) throw wrong(key, `left out of an index of type ${indexType}`);
    return `${name} ${whole(key, value)}`;
  });
  return words(
    indexType === 'HNSW' ? 'ORGANIZATION INMEMORY NEIGHBOR GRAPH' : 'ORGANIZATION NEIGHBOR PARTITIONS',
    distance !== undefined && `DISTANCE ${String(distance)}`,
    accuracy !== undefined && `WITH TARGET ACCURACY ${whole('accuracy', accuracy)}`,
    `PARAMETERS ${list([`type ${indexType}`, ...texts])}`,
    parallel !== undefined && `PARALLEL ${whole('parallel', parallel)}`,
  );
}

/** Columns that have an index already cannot have another one (ORA-01408). */
export function refuseSecondIndex(index: Index, table: Table | undefined): void {
  const columns = columnNames(index);
  if (table === undefined || columns.length !== index.columns.length) return;
  const same = table.indexes.find(
    (other) =>
      other.name !== index.name &&
      other.columns.length === columns.length &&
      columns.every((name, i) => name === other.columns[i]),
  );
  if (same === undefined) return;
  throw new TsmigError(
    'unsupported',
    `oracle cannot create the index ${index.name}: ${columns.join(', ')} of ${table.name} have the index ${same.name} already`,
    { hint: `leave it out, or drop ${same.name} first` },
  );
}

function whole(key: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw wrong(key, 'a whole number');
}

function wrong(key: string, wanted: string): TsmigError {
  return new TsmigError('operation', `the option ${key} of a vector index must be ${wanted}`);
}
