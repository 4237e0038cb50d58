import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the parent is told when it asks: processor time and memory of this process. */
export interface Usage {
  readonly cpuMicros: number;
  readonly rssMiB: number;
  /** The most that was resident at any time. */
  readonly peakMiB: number;
  readonly heapMiB: number;
}

/** Listens on a free port, tells the parent which, and answers its questions about usage. */
export function serve(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.on('message', () => {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const mebibytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
    const usage: Usage = {
      cpuMicros: user + system,
      rssMiB: mebibytes(rss),
      peakMiB: mebibytes(process.resourceUsage().maxRSS * 1024),
      heapMiB: mebibytes(heapUsed),
    };
    process.send?.(usage);
  });
  process.on('disconnect', () => process.exit(0));
}
