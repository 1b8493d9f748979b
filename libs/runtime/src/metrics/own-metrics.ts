import { Counter, Histogram, type Registry } from 'prom-client';

import { scrapedGauge } from './scraped-values';

/** The labels of a metric, each with all the values that it may have: what callers send must make no series. */
export type Labels = Readonly<Record<string, readonly string[]>>;

/** One value for each label. */
export type LabelValues<L extends Labels> = { readonly [Label in keyof L]: L[Label][number] };

export interface About<L extends Labels> {
  /**
   * In snake_case, with its unit at the end where it has one, a base unit of Prometheus (`_seconds`, `_bytes`). The name
   * of the service is put before it: `passwords_waiting` of users is `users_passwords_waiting`.
   */
  readonly name: string;
  /** One sentence without a full stop. */
  readonly help: string;
  readonly labels?: L;
}

/**
 * The metrics that only one service has. All are there from the start: a counter at zero for each set of labels, since a
 * rate sees the first event only beside a zero before it. Names and labels that break the rules throw where they are
 * declared, when the service is composed.
 */
export interface OwnMetrics {
  /** Something that happens; its name ends in `_total`. Returns how to count. */
  counter<const L extends Labels = Record<never, never>>(about: About<L>): (labels: LabelValues<L>) => void;
  /** A level, read at every scrape. */
  gauge<const L extends Labels = Record<never, never>>(
    about: About<L> & { readonly read: (labels: LabelValues<L>) => number },
  ): void;
  /** How values are spread; `buckets` are upper bounds, ascending. Returns how to observe a value. */
  histogram<const L extends Labels = Record<never, never>>(
    about: About<L> & { readonly buckets: readonly number[] },
  ): (value: number, labels: LabelValues<L>) => void;
}

const NAME = /^[a-z]+(_[a-z0-9]+)*$/;
/** Prometheus counts in seconds, bytes, and parts of one. */
const OTHER_UNIT = /_(ms|millis|milliseconds|us|ns|minutes|hours|kb|mb|kib|mib|percent)(_total)?$/;
/** All sets of labels of one metric. */
const MAX_SERIES = 100;

export function ownMetrics(registry: Registry, service: string): OwnMetrics {
  const declare = (kind: 'counter' | 'gauge' | 'histogram', { name, help, labels = {} }: About<Labels>) => {
    const sets = setsOf(labels);
    const problem = problemOf(kind, name, sets.length);
    if (problem !== undefined) throw new Error(`the metric ${name} of ${service} ${problem}`);
    const named = { name: `${service.replaceAll('-', '_')}_${name}`, help, labelNames: Object.keys(labels) };
    return { sets, named };
  };

  return {
    counter(about) {
      const { sets, named } = declare('counter', about);
      const counter = new Counter({ ...named, registers: [registry] });
      for (const set of sets) counter.inc(set, 0);
      return (labels) => counter.inc(labels);
    },
    gauge(about) {
      const { sets, named } = declare('gauge', about);
      scrapedGauge(registry, named, (tell) => {
        for (const set of sets) tell(set, about.read(set as LabelValues<never>));
      });
    },
    histogram(about) {
      const { sets, named } = declare('histogram', about);
      const histogram = new Histogram({ ...named, registers: [registry], buckets: [...about.buckets] });
      for (const set of sets) histogram.zero(set);
      return (value, labels) => histogram.observe(labels, value);
    },
  };
}

function problemOf(
  kind: 'counter' | 'gauge' | 'histogram',
  name: string,
  series: number,
): string | undefined {
  if (!NAME.test(name)) return 'is not in snake_case';
  if (OTHER_UNIT.test(name)) return 'is not in a base unit: seconds, bytes, or a ratio';
  if (kind === 'counter' && !name.endsWith('_total')) return 'counts and must end in _total';
  if (kind !== 'counter' && name.endsWith('_total')) return 'does not count and must not end in _total';
  if (series > MAX_SERIES) return `has ${series} sets of labels, more than ${MAX_SERIES}`;
  return undefined;
}

/** Each label with each of its values: one empty set where there are no labels. */
function setsOf(labels: Labels): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (sets, [label, values]) => sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
}
