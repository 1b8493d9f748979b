import { runRebuild, tables } from '@killrvideo/runtime';

import manifest from '../project.json';
import { indexUseCases } from './domain/index-use-cases';
import { searchListeners } from './events/search-listeners';
import schema from './schema.cql';
import { cassandraIndexAudit } from './storage/cassandra-index-audit';
import { cassandraIndexStore } from './storage/cassandra-index-store';

/** Makes the index what the catalogue is, or says how it differs; safe while the service runs. */
void runRebuild(manifest, {
  needs: { cassandra: tables(schema) },
  projections: ({ cassandra }) =>
    searchListeners(indexUseCases(cassandraIndexStore(cassandra), cassandraIndexAudit(cassandra))),
});
