import type { Parts } from '#src/functions/parts.ts';
import type { Scope } from '#src/hosts/composition.ts';

/** What the host counts, in Prometheus text. */
export function metricsText({ host }: Scope): Parts['metricsText'] {
  const { metrics } = host;
  return async () => ({ contentType: metrics.contentType, text: await metrics.render() });
}
