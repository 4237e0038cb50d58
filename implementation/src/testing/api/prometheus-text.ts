export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface MetricFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/**
 * Parses Prometheus text format 0.0.4, strictly: HELP and TYPE once and before the samples, samples
 * of a family together, no sample twice, histograms cumulative and complete. Throws with the line.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parsePrometheusText(text: string): Map<string, MetricFamily> {
  if (!text.endsWith('\n')) throw new Error('the text does not end with a line end');
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.split('\n').slice(0, -1)) {
    if (line === '') continue;
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      if (families.has(name) || !metricName.test(name)) throw new Error(`HELP again: ${line}`);
      families.set(name, { help: rest, type: '', samples: [] });
      current = name;
      continue;
    }
    const family = families.get(current);
    if (kind === 'TYPE') {
      if (!family || name !== current || family.type || family.samples.length > 0) {
        throw new Error(`TYPE out of place: ${line}`);
      }
      if (!/^(counter|gauge|histogram|summary|untyped)$/.test(rest)) throw new Error(line);
      family.type = rest;
      continue;
    }
    if (line.startsWith('#')) continue;
    const sample = parseSample(line);
    if (!family?.type || !belongs(sample.name, current, family.type)) {
      throw new Error(`a sample outside its family: ${line}`);
    }
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
    if (seen.has(key)) throw new Error(`a sample twice: ${line}`);
    seen.add(key);
    family.samples.push(sample);
  }
  const parsed = [...families].map(([name, family]) => [name, { name, ...family }] as const);
  for (const [, family] of parsed) if (family.type === 'histogram') checkHistogram(family);
  return new Map(parsed);
}

function belongs(sample: string, family: string, type: string): boolean {
  if (type === 'histogram') {
    return ['_bucket', '_sum', '_count'].some((ending) => sample === family + ending);
  }
  if (type === 'summary') return [family, `${family}_sum`, `${family}_count`].includes(sample);
  return sample === family;
}

function parseSample(line: string): Sample {
  const [, name = '', , inner = '', number = ''] =
    /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (\S+)( -?\d+)?$/.exec(line) ?? [];
  if (name === '') throw new Error(`not a sample: ${line}`);
  const labels: Record<string, string> = {};
  const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
  while (label.lastIndex < inner.length) {
    const found = label.exec(inner);
    if (!found) throw new Error(`not labels: ${line}`);
    const [, labelName = '', value = ''] = found;
    if (Object.hasOwn(labels, labelName)) throw new Error(`a label twice: ${line}`);
    labels[labelName] = value;
  }
  const special: Record<string, number> = { '+Inf': Infinity, '-Inf': -Infinity, NaN };
  const value = special[number] ?? Number(number);
  if (Number.isNaN(value) && number !== 'NaN') throw new Error(`not a number: ${line}`);
  return { name, labels, value };
}

function checkHistogram({ name, samples }: MetricFamily): void {
  const series = new Map<string, { last: number; infinite: number | null; count: number | null }>();
  for (const sample of samples) {
    const { le, ...labels } = sample.labels;
    const key = JSON.stringify(labels);
    const one = series.get(key) ?? { last: 0, infinite: null, count: null };
    series.set(key, one);
    if (sample.name.endsWith('_count')) one.count = sample.value;
    if (!sample.name.endsWith('_bucket')) continue;
    if (sample.value < one.last) throw new Error(`${name} ${key}: buckets do not add up`);
    one.last = sample.value;
    if (le === '+Inf') one.infinite = sample.value;
  }
  for (const [key, { infinite, count }] of series) {
    if (infinite === null || infinite !== count) throw new Error(`${name} ${key}: no whole count`);
  }
}
