import type { Client } from 'cassandra-driver';

/** Changes go to one node; the driver waits for the others to agree, but at last goes on without them. */
export async function changeSchema(client: Client, cql: string): Promise<void> {
  const { info } = await client.execute(cql, [], { prepare: false });
  const { isSchemaInAgreement } = info as { isSchemaInAgreement?: boolean }; // missing in the driver's types
  if (!isSchemaInAgreement) throw new Error('the nodes do not agree on the schema yet');
}
