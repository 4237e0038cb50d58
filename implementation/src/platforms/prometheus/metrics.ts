import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '#src/foundation/metrics.ts';
import { counters, histograms } from '#src/foundation/metrics.ts';

/** From half a millisecond, what the offline brain takes, to half a minute of a slow model. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

export interface PrometheusMetrics extends Metrics {
  /** Adds a gauge that is read at every scrape. */
  gauge(name: string, help: string, read: () => number): void;
  readonly contentType: string;
  render(): Promise<string>;
}

type Labels = Readonly<Record<string, readonly string[] | null>>;
type LabelValues = Readonly<Record<string, string>>;

/** Gauges of the client that are named like counters; each is the sum of one without `_total`. */
const misnamed = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`);

/** Metrics in Prometheus text, in a registry of their own: two desks in one process do not mix. */
export function createPrometheusMetrics(build: { readonly version: string }): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  new Gauge({
    name: 'supportmax_build_info',
    help: 'Always 1; its label says which version of the desk runs.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: build.version }, 1);
  const counterOf = new Map(
    Object.entries(counters).map(([name, { help, labels }]) => {
      const labelNames = Object.keys(labels);
      const counter = new Counter({ name, help, labelNames, registers: [registry] });
      for (const known of combinationsOf(labels)) counter.inc(known, 0);
      return [name, counter];
    }),
  );
  const histogramOf = new Map(
    Object.entries(histograms).map(([name, { help, labels }]) => {
      const labelNames = Object.keys(labels);
      const histogram = new Histogram({ name, help, labelNames, buckets, registers: [registry] });
      for (const known of combinationsOf(labels)) histogram.zero(known);
      return [name, histogram];
    }),
  );
  return {
    count(name, labels, value = 1) {
      counterOf.get(name)?.inc({ ...(labels as LabelValues) }, value);
    },
    observe(name, seconds, labels) {
      histogramOf.get(name)?.observe({ ...(labels as LabelValues) }, seconds);
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

/** Every set of label values that is known before anything happened; none where one is open. */
function combinationsOf(labels: Labels): Record<string, string>[] {
  let combinations: Record<string, string>[] = [{}];
  for (const [name, values] of Object.entries(labels)) {
    combinations = combinations.flatMap((one) =>
      (values ?? []).map((value) => ({ ...one, [name]: value })),
    );
  }
  return combinations;
}
