import type { GroupState, PublisherState, RebuildState } from '@killrvideo/events';
import type { Registry } from 'prom-client';

import { scrapedCounter, scrapedGauge } from './scraped-values';

/** By service, how what it publishes stands. */
export type WatchedPublishers = ReadonlyMap<string, () => PublisherState>;

/** What services publish, and how far the groups have come with it; asked at every scrape. */
export function eventMetrics(registry: Registry, publishers: WatchedPublishers): void {
  if (publishers.size === 0) return;
  const services = [...publishers].map(([service, state]) => ({ service, state }));

  const ofServices = (
    scraped: Scraped,
    name: string,
    help: string,
    value: (state: PublisherState) => number,
  ) =>
    scraped(registry, { name, help, labelNames: ['service'] }, (tell) => {
      for (const { service, state } of services) tell({ service }, value(state()));
    });
  const ofGroups = (scraped: Scraped, name: string, help: string, value: (state: GroupState) => number) =>
    scraped(registry, { name, help, labelNames: ['service', 'consumer_group'] }, (tell) => {
      for (const { service, state } of services) {
        for (const group of state().groups) tell({ service, consumer_group: group.group }, value(group));
      }
    });

  ofServices(scrapedCounter, 'events_published_total', 'Events that have happened', (of) => of.published);
  ofServices(scrapedGauge, 'events_outbox_buckets', 'Buckets that a group lacks', (of) => of.buckets);
  ofServices(scrapedGauge, 'events_unsettled', 'Events whose outcome is not known', (of) => of.unfinished);
  ofGroups(scrapedCounter, 'events_delivered_total', 'Events that a group has taken', (of) => of.delivered);
  ofGroups(scrapedCounter, 'events_refused_total', 'Refusals of events by a group', (of) => of.refused);
  ofGroups(
    scrapedCounter,
    'events_dead_letters_total',
    'Events given up for a group',
    (of) => of.deadLetters,
  );
  ofGroups(scrapedGauge, 'events_waiting', 'Events in memory that a group lacks', (of) => of.waiting);
  ofGroups(scrapedGauge, 'events_lag_seconds', 'Age of the first that a group lacks', (of) => of.lagSeconds);
}

type Scraped = typeof scrapedGauge;

/** By service that hears what happened before, how it stands with that, type by type. */
export type WatchedRebuilds = ReadonlyMap<string, () => readonly RebuildState[]>;

/** How far services are with what happened before they had subscribed. */
export function rebuildMetrics(registry: Registry, rebuilds: WatchedRebuilds): void {
  if (rebuilds.size === 0) return;
  const ofTypes = (
    scraped: Scraped,
    name: string,
    help: string,
    value: (state: RebuildState) => number | undefined,
  ) =>
    scraped(registry, { name, help, labelNames: ['service', 'type'] }, (tell) => {
      for (const [service, states] of rebuilds) {
        for (const state of states()) {
          const is = value(state);
          if (is !== undefined) tell({ service, type: state.type }, is);
        }
      }
    });

  ofTypes(scrapedCounter, 'events_rebuild_told_total', 'Events from before that were told', (of) => of.told);
  ofTypes(scrapedCounter, 'events_rebuild_refused_total', 'Those that were refused', (of) => of.refused);
  ofTypes(
    scrapedGauge,
    'events_rebuild_wanted',
    '1 while what happened before is not heard whole',
    ({ isWanted }) => (isWanted === undefined ? undefined : Number(isWanted)),
  );
}
