import { Counter, Gauge, type Registry } from 'prom-client';

/** Tells one value, of one set of labels. */
export type Tell<Label extends string> = (labels: Record<Label, string>, value: number) => void;

interface About<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
}

/** A level that is read at every scrape. What is not told then, a node that left, is not there any more. */
export function scrapedGauge<Label extends string>(
  registry: Registry,
  about: About<Label>,
  read: (tell: Tell<Label>) => void,
): void {
  new Gauge({
    ...about,
    registers: [registry],
    collect() {
      this.reset();
      read((labels, value) => this.set(labels, value));
    },
  });
}

/** What somebody else counts, read at every scrape; its name ends with `_total`. */
export function scrapedCounter<Label extends string>(
  registry: Registry,
  about: About<Label>,
  read: (tell: Tell<Label>) => void,
): void {
  new Counter({
    ...about,
    registers: [registry],
    collect() {
      this.reset();
      read((labels, value) => this.inc(labels, value));
    },
  });
}
