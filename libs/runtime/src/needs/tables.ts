import { readSchema, SchemaError, type Cassandra, type Schema } from '@killrvideo/cassandra';

import { cassandraVariables } from '../configuration/cassandra-variables';
import { ConfigurationError } from '../configuration/configuration-error';
import type { Need } from './need';

/** The tables of a schema file, which nobody but the service reads or writes; it serves once they are as they must be. */
export function tables(schema: string): Need<Cassandra> {
  return {
    variables: cassandraVariables,
    neededBy: 'services with tables',
    supply(host) {
      const { cassandra, ready } = host.database().tables(host.service, schemaOf(host.service, schema));
      host.waitFor(ready);
      return cassandra;
    },
  };
}

/** What no database will ever take ends the process at once. */
function schemaOf(service: string, text: string): Schema {
  try {
    return readSchema(text);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new ConfigurationError(`the schema of ${service} cannot be used: ${error.message}`);
  }
}
