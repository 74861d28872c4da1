#!/usr/bin/env node
import { WrongUsage, type Command, type ExitCode, type Terminal } from './commands/command.js';

/** Commands are loaded when called: `recall` needs no database library, `start` no command line of the others. */
const COMMANDS: Record<string, { usage: () => Promise<string>; load: () => Promise<Command> }> = {
  inspect: {
    usage: async () => (await import('./commands/inspect.js')).INSPECT_USAGE,
    load: async () => (await import('./commands/inspect.js')).inspect,
  },
  cells: {
    usage: async () => (await import('./commands/cells.js')).CELLS_USAGE,
    load: async () => (await import('./commands/cells.js')).cells,
  },
  recall: {
    usage: async () => (await import('./commands/recall.js')).RECALL_USAGE,
    load: async () => (await import('./commands/recall.js')).recall,
  },
  demo: {
    usage: async () => (await import('./commands/demo.js')).DEMO_USAGE,
    load: async () => (await import('./commands/demo.js')).demo,
  },
  start: {
    usage: async () => (await import('./commands/start.js')).START_USAGE,
    load: async () => (await import('./commands/start.js')).start,
  },
  import: {
    usage: async () => (await import('./commands/import.js')).IMPORT_USAGE,
    load: async () => (await import('./commands/import.js')).importFiles,
  },
  migrate: {
    usage: async () => (await import('./commands/migrate.js')).MIGRATE_USAGE,
    load: async () => (await import('./commands/migrate.js')).migrateDatabase,
  },
};

/** A reader that has seen enough (`| head`) closes the pipe: what is left to print is dropped, and the work goes on to its end. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  say: (text) => void process.stderr.write(`${text}\n`),
};

async function main([name = '', ...args]: string[]): Promise<ExitCode> {
  const command = COMMANDS[name];
  if (command === undefined) {
    const usages = await Promise.all(Object.values(COMMANDS).map(({ usage }) => usage()));
    const help = ['Các lệnh:', ...usages.map((usage) => `  ${usage}`)];
    const asked = name === '' || name === '--help' || name === 'help';
    if (!asked) terminal.say(`Không có lệnh "${name}".`);
    for (const line of help) (asked && name !== '' ? terminal.out : terminal.say)(line);
    return asked && name !== '' ? 0 : 2;
  }
  try {
    return await (
      await command.load()
    )(args, terminal);
  } catch (error) {
    if (!isWrongUsage(error)) throw error;
    terminal.say(`${error.message}\nCách dùng: ${await command.usage()}`);
    return 2;
  }
}

function isWrongUsage(error: unknown): error is Error {
  const code = (error as { code?: unknown }).code;
  return error instanceof WrongUsage || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'));
}

try {
  // Not process.exit: what is still on its way to a pipe would be cut off.
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  terminal.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
