import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '#src/foundation/metrics.ts';
import { counters, histograms } from '#src/foundation/metrics.ts';

/** From a tenth of a millisecond, what the offline brain takes, to half a minute of a slow model. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

export interface PrometheusMetrics extends Metrics {
  /** Adds a gauge that is read at every scrape. */
  gauge(name: string, help: string, read: () => number): void;
  readonly contentType: string;
  render(): Promise<string>;
}

/** Metrics in Prometheus text, in a registry of their own: two desks in one process do not mix. */
export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counterOf = new Map(
    Object.entries(counters).map(([name, { help, labels }]) => [
      name,
      new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
    ]),
  );
  const histogramOf = new Map(
    Object.entries(histograms).map(([name, { help, labels }]) => [
      name,
      new Histogram({ name, help, labelNames: [...labels], buckets, registers: [registry] }),
    ]),
  );
  return {
    count(name, labels = {}, value = 1) {
      counterOf.get(name)?.inc({ ...labels }, value);
    },
    observe(name, seconds, labels = {}) {
      histogramOf.get(name)?.observe({ ...labels }, seconds);
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
    contentType: registry.contentType,
    // The client writes `Nan` for what has no value yet; the format knows only `NaN`.
    render: async () => (await registry.metrics()).replaceAll(/ Nan$/gm, ' NaN'),
  };
}
