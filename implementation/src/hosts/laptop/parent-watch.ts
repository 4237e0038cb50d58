import { Worker } from 'node:worker_threads';

/** The variable in which `npm start` names itself to the server: the process id of npm. */
const parentVariable = 'SUPPORTMAX_PARENT';

export interface ParentWatch {
  /** How often to look, in milliseconds. */
  intervalMs: number;
  /** Called once, when the process that this one belongs to is gone. */
  onGone: () => void;
  /**
   * How long, in milliseconds, this process may take to end once its parent is gone; then it is
   * killed. Counted on a thread of its own, for a main thread that is busy loading runs no timers.
   * Left out, it may take as long as it likes.
   */
  killAfterMs?: number;
  /**
   * The process to belong to. Left out, it is the one that the environment names. Only npm does
   * so: a server started by hand outlives its shell, and one that a container or an init system
   * started has nobody to outlive.
   */
  parentId?: number;
}

function parentFromEnvironment(): number | undefined {
  const value = process.env[parentVariable];
  // Programs that the server starts must not take the server's parent for their own.
  delete process.env[parentVariable];
  const parentId = Number(value);
  return Number.isSafeInteger(parentId) && parentId > 0 ? parentId : undefined;
}

/** JavaScript as text: a worker's file would have to be found again in a bundle. */
const killerSource = `
  const { workerData } = require('node:worker_threads');
  const timer = setInterval(() => {
    if (process.ppid === workerData.parentId) return;
    clearInterval(timer);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), workerData.killAfterMs);
  }, workerData.intervalMs);
`;

function startKiller(workerData: { parentId: number; intervalMs: number; killAfterMs: number }) {
  const worker = new Worker(killerSource, { eval: true, workerData, execArgv: [] });
  worker.unref();
  return worker;
}

/**
 * Tells when the parent process is gone. npm passes TERM and INT on, but nobody can pass on a
 * SIGKILL: without this the server would keep the port and the data for good.
 *
 * The parent's id was written down before this process began, so a parent that ends while the
 * server is still loading is noticed by the first look. Never keeps the process alive.
 *
 * @returns a function that stops watching.
 */
export function watchParent({
  intervalMs,
  onGone,
  killAfterMs,
  parentId = parentFromEnvironment(),
}: ParentWatch): () => void {
  if (parentId === undefined) return () => {};
  const killer =
    killAfterMs === undefined ? undefined : startKiller({ parentId, intervalMs, killAfterMs });
  const timer = setInterval(() => {
    // The kernel gives an orphan another parent. Asking whether the old id is alive would not do:
    // it may by now be somebody else's.
    if (process.ppid === parentId) return;
    clearInterval(timer);
    onGone();
  }, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    void killer?.terminate();
  };
}
