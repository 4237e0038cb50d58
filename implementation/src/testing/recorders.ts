import type { LogFields, Logger, LogLevel } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';

export interface RecordedLine extends LogFields {
  readonly level: LogLevel;
  readonly message: string;
}

/** A logger that keeps its lines, with the fields of those above it. */
export function createRecordingLogger(): Logger & { readonly lines: RecordedLine[] } {
  const lines: RecordedLine[] = [];
  const within = (context: LogFields): Logger => ({
    log: (level, message, fields) => {
      lines.push({ ...context, ...fields, level, message });
    },
    child: (fields) => within({ ...context, ...fields }),
  });
  return { ...within({}), lines };
}

/** Metrics that keep the sums of counters, and the values of histograms, by name and labels. */
export function createRecordingMetrics(): Metrics & {
  readonly counted: Map<string, number>;
  readonly observed: Map<string, number[]>;
} {
  const counted = new Map<string, number>();
  const observed = new Map<string, number[]>();
  const keyOf = (name: string, labels: object) => [name, ...Object.values(labels)].join(' ');
  return {
    counted,
    observed,
    count(name, labels, value = 1) {
      const key = keyOf(name, labels);
      counted.set(key, (counted.get(key) ?? 0) + value);
    },
    observe(name, seconds, labels) {
      const key = keyOf(name, labels);
      observed.set(key, [...(observed.get(key) ?? []), seconds]);
    },
  };
}
