import { Worker } from 'node:worker_threads';

const WATCHDOG = new URL('../../../dist/src/workbook/cage/watchdog.js', import.meta.url);
/** Stand-ins for the reading child that misbehave on purpose: real processes, chosen by the name of the file they are given. */
const ways = {
  'dies.xlsx': () => process.exit(7),
  'segfault.xlsx': () => process.kill(process.pid, 'SIGSEGV'),
  'hangs.xlsx': () => {
    for (;;);
  },
  'watched.xlsx': ({ parentPid, wallMilliseconds }) => {
    new Worker(WATCHDOG, { workerData: { parentPid, wallMilliseconds } });
    for (;;);
  },
  'fills.xlsx': () => {
    const kept = [];
    for (;;) kept.push({ kept: kept.length });
  },
  'environment.xlsx': () => {
    process.send({ kind: 'part', part: { environment: Object.keys(process.env), pid: process.pid } });
    process.send({ kind: 'done' });
  },
  'slow.xlsx': () => setTimeout(ways['environment.xlsx'], 300),
};

process.once('message', (order) => ways[order.file](order));
