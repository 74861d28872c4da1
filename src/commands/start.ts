import { parseArgs } from 'node:util';
import type { ExitCode, Terminal } from './command.js';
import { LOOPBACK_NOTICE, portOf, serve, untilAskedToEnd } from './serve.js';

export const START_USAGE = 'start [--port CỔNG]';

/** The server alone, until Ctrl-C. */
export async function start(args: string[], terminal: Terminal): Promise<ExitCode> {
  const { values } = parseArgs({ args, strict: true, options: { port: { type: 'string' } } });
  const port = portOf(values.port);
  const service = await serve(port === undefined ? {} : { port });
  terminal.out(`Giải Ngân đang chạy tại ${service.url}`);
  terminal.say(`${LOOPBACK_NOTICE} Nhấn Ctrl-C để dừng.`);
  await untilAskedToEnd();
  terminal.say('Đang dừng…');
  await service.close();
  terminal.say('Đã dừng.');
  return 0;
}
