import { runRebuild, tables } from '@killrvideo/runtime';

import manifest from '../project.json';
import { factsUseCases } from './domain/facts-use-cases';
import { suggestedVideosListeners } from './events/suggested-videos-listeners';
import schema from './schema.cql';
import { cassandraFactsStore } from './storage/cassandra-facts-store';

/** Makes the facts what the catalogue and the ratings are, or says how they differ; safe while the service runs. */
void runRebuild(manifest, {
  needs: { cassandra: tables(schema) },
  projections: ({ cassandra }) => suggestedVideosListeners(factsUseCases(cassandraFactsStore(cassandra))),
});
