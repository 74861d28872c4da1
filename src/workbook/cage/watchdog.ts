import { parentPort, workerData } from 'node:worker_threads';

/**
 * A thread beside the reading child: it ends the child when the parent is gone or the time is up, also while the child's own
 * event loop is held by its work. The time ends with the first word from the child, that its result is being delivered.
 */
interface Watch {
  readonly parentPid: number;
  readonly wallMilliseconds: number;
}

const LOOK_EVERY_MILLISECONDS = 500;
const { parentPid, wallMilliseconds } = workerData as Watch;

const end = () => process.kill(process.pid, 'SIGKILL');
setInterval(() => {
  if (process.ppid !== parentPid) end();
}, LOOK_EVERY_MILLISECONDS);
const timer = setTimeout(end, wallMilliseconds);
parentPort?.once('message', () => clearTimeout(timer));
