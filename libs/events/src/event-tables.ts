import outbox from './schema/outbox.cql';
import rebuilds from './schema/rebuilds.cql';
import subscriptions from './schema/subscriptions.cql';

/** The tables that a service which publishes has beside its own, as text of a schema file: to be put behind that. */
export function publisherTables(service: string): string {
  return `${ofService(outbox, service)}\n${subscriptions}`;
}

/** The tables that a service needs which only listens. */
export const listenerTables: string = subscriptions;

/** … and one whose tables follow from events, so that it needs those from before, too. */
export function projectionTables(service: string): string {
  return `${ofService(rebuilds, service)}\n${subscriptions}`;
}

/** `suggested-videos` has the tables `suggested_videos_outbox` and so on. */
export function tablePrefix(service: string): string {
  return `${service.replaceAll('-', '_')}_`;
}

function ofService(schema: string, service: string): string {
  return schema.replaceAll('service_', tablePrefix(service));
}
