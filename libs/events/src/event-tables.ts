import outbox from './schema/outbox.cql';
import subscriptions from './schema/subscriptions.cql';

/** The tables that a service which publishes has beside its own, as text of a schema file: to be put behind that. */
export function publisherTables(service: string): string {
  return `${outbox.replaceAll('service_', tablePrefix(service))}\n${subscriptions}`;
}

/** The tables that a service needs which only listens. */
export const listenerTables: string = subscriptions;

/** `suggested-videos` has the tables `suggested_videos_outbox` and so on. */
export function tablePrefix(service: string): string {
  return `${service.replaceAll('-', '_')}_`;
}
