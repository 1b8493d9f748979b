export { type Cassandra, type QueryOutcome } from './cassandra';
export { clientOptions, type CassandraAddress } from './client-options';
export { bigintColumn, textColumn, uuidColumn, type Row } from './columns';
export { openCassandra, type CassandraConnection, type PoolState } from './connection';
export { pagingKeys, type PagingKeys, type Position } from './paging-keys';
export { readPage } from './read-page';
export { idempotent, notIdempotent, type Statement, type Write } from './statement';
