import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readSettings } from '../../dist/src/config/settings.js';
import { startService } from '../../dist/src/service.js';

/** The service as `main.js` starts it, with a watch on its event loop: tells its address, then on every message what it saw since. */

const RESOLUTION_MILLISECONDS = 2;

const service = await startService(readSettings());
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
delay.enable();
const milliseconds = (nanoseconds) => Math.round(nanoseconds / 1e4) / 100;
process.on('message', () => {
  process.send({ maximum: milliseconds(delay.max), p99: milliseconds(delay.percentile(99)) });
  delay.reset();
});
process.once('disconnect', () => void service.close().then(() => process.exit(0)));
process.send({ url: service.url });
