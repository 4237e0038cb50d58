import { counters, histograms } from '#src/foundation/metrics.ts';
import { table } from './field-table.ts';

type Definitions = Readonly<
  Record<string, { help: string; labels: Readonly<Record<string, readonly string[] | null>> }>
>;

/** What stands in /metrics, beside the gauges that a version adds and those of Node.js. */
export function metricsSection(): string {
  return [
    '## Metrics',
    'What `GET /metrics` counts, from 0 on for every label value that is known. Histograms hold\n' +
      'seconds. Beside these it has gauges (`supportmax_build_info`, `supportmax_journeys_under_way`,\n' +
      'and of a configured model `supportmax_model_cap_reached` and `supportmax_model_resting`) and\n' +
      'what Node.js tells of its process.',
    table(
      ['metric', 'type', 'labels', 'meaning'],
      [...rowsOf(counters, 'counter'), ...rowsOf(histograms, 'histogram')],
    ),
  ].join('\n\n');
}

const rowsOf = (definitions: Definitions, type: string): string[][] =>
  Object.entries(definitions).map(([name, { help, labels }]) => {
    const named = Object.entries(labels).map(([label, values]) => labelOf(label, values));
    return [`\`${name}\``, type, named.join('; '), help];
  });

const labelOf = (label: string, values: readonly string[] | null): string =>
  values ? `\`${label}\`: ${values.map((value) => `\`${value}\``).join(', ')}` : `\`${label}\``;
