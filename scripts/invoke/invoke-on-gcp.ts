import {
  type GcpEvent,
  requestOf,
} from '../../implementation/src/testing/gcp-functions/event-file.ts';
import { startFramework } from '../../implementation/src/testing/gcp-functions/framework-process.ts';
import { cutByTime, type Ending, gone, outOfTime, type Run } from './outcome.ts';

/** Below the program that Google starts for a function, by a request as Google sends it. */
export const invokeOnGcp: Run = async ({ folder, manifest, event, timeoutMs, environment }) => {
  const { name } = manifest;
  const platform = { CLOUD_RUN_TIMEOUT_SECONDS: String(Math.max(1, Math.ceil(timeoutMs / 1000))) };
  const framework = await startFramework({
    folder,
    name,
    environment: { ...platform, ...environment },
  });
  try {
    const began = performance.now();
    const ending = await answered(
      requestOf(event as GcpEvent, framework.url),
      timeoutMs,
      cutByTime(manifest),
    );
    const callMs = performance.now() - began;
    // What it printed is whole only now.
    await framework.stop();
    return { ending, lines: framework.lines, startedInMs: framework.startedInMs, callMs };
  } finally {
    await framework.stop();
  }
};

async function answered(request: Request, timeoutMs: number, cutByTime: string): Promise<Ending> {
  const cutting = new AbortController();
  const timer = setTimeout(() => cutting.abort(), timeoutMs);
  const chunks: Buffer[] = [];
  let response: Response | undefined;
  let cutBy: string | null = null;
  try {
    response = await fetch(request, { signal: cutting.signal });
    for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk));
  } catch {
    cutBy = cutting.signal.aborted ? cutByTime : gone;
  } finally {
    clearTimeout(timer);
  }
  if (!response) return { kind: 'lost', reason: cutting.signal.aborted ? outOfTime : gone };
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  return { kind: 'answer', status, headers, body: Buffer.concat(chunks), cutBy };
}
