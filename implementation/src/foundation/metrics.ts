export type MetricLabels = Readonly<Record<string, string>>;

/** What the desk counts and measures. Names are snake case with the unit last. */
export interface Metrics {
  /** Adds to a counter. */
  count(name: CounterName, labels?: MetricLabels, value?: number): void;
  /** Notes one duration in a histogram, in seconds. */
  observe(name: HistogramName, seconds: number, labels?: MetricLabels): void;
}

/** Every counter: name, what it counts, and its labels. */
export const counters = {
  supportmax_chats_total: { help: 'Chat messages by how they were met.', labels: ['status'] },
  supportmax_journeys_total: { help: 'Journeys by how they ended.', labels: ['outcome'] },
  supportmax_tokens_total: { help: 'Model tokens paid for.', labels: ['direction'] },
  supportmax_cost_usd_total: { help: 'Money paid for models, in US dollars.', labels: [] },
  supportmax_errors_total: { help: 'Requests that failed, by code.', labels: ['code'] },
} as const;

export const histograms = {
  supportmax_http_request_duration_seconds: {
    help: 'Time from the request to the end of its response.',
    labels: ['method', 'route', 'status'],
  },
  supportmax_journey_duration_seconds: { help: 'Time a journey took.', labels: ['outcome'] },
} as const;

export type CounterName = keyof typeof counters;
export type HistogramName = keyof typeof histograms;

export const noMetrics: Metrics = { count: () => {}, observe: () => {} };
