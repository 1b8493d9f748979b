export { type Cassandra, type ConditionalOutcome, type QueryOutcome } from './cassandra';
export { clientOptions, type CassandraAddress } from './client-options';
export {
  bigintColumn,
  intColumn,
  textColumn,
  textListColumn,
  textSetColumn,
  timestampColumn,
  uuidColumn,
  uuidListColumn,
  type Row,
} from './columns';
export { cassandraConnection, type CassandraConnection, type PoolState } from './connection';
export { existingKeyspace, type ExistingKeyspace } from './existing-keyspace';
export { mendClient } from './mend-client';
export { pagingKeys, type PagingKeys, type Position } from './paging-keys';
export { readPage } from './read-page';
export { rowOfEach } from './row-of-each';
export { readSchema } from './schema/read-schema';
export { type Schema } from './schema/schema';
export { SchemaError } from './schema/schema-error';
export { conditional, idempotent, notIdempotent, type Statement, type Write } from './statement';
export { type Tables } from './tables';
export { BEFORE_ALL_TOKENS, RING_LENGTH } from './token-ring';
export { untilKnown } from './until-known';
export { walkPosition, walkTable, type TableWalk } from './walk-table';
