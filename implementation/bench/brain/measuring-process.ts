/** What `runJob` starts: measures what it is given, tells its parent, and ends. */
import { carryOut, type Job } from './job.ts';

export type Message =
  | { readonly progress: string }
  | { readonly figures: Readonly<Record<string, number | null>> }
  | { readonly failure: string };

const tell = (message: Message): void => void process.send?.(message);

if (import.meta.main) {
  const job = JSON.parse(process.argv[2] ?? '') as Job;
  try {
    tell({ figures: await carryOut(job, (progress) => tell({ progress })) });
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) });
  }
  process.disconnect();
}
