import pg from 'pg';
import { commit, ask, upload } from './faults-server.mjs';

/** Every query of a step fails once: the n-th for n = 1, 2, … until the step has fewer. */

/** Work of the background that would take the fault of a request away from it. */
const OF_THE_WORKER = /import_job|select state from import where/;
const MAX_QUERIES = 200;

/** Makes the n-th query from now on fail, once, as a connection does that the server ends. */
function faultGate() {
  const send = pg.Client.prototype.query;
  let left = 0;
  let counts = () => true;
  pg.Client.prototype.query = function query(...parameters) {
    const text = typeof parameters[0] === 'string' ? parameters[0] : (parameters[0]?.text ?? 'copy');
    const isFault = left > 0 && counts(text) && --left === 0;
    if (!isFault) return send.apply(this, parameters);
    this.connection.stream.destroy();
    const error = Object.assign(new Error(`fault at: ${text.slice(0, 60)}`), { code: '57P01' });
    const callback = parameters.findLast((parameter) => typeof parameter === 'function');
    if (callback === undefined && typeof parameters[0] === 'object' && typeof parameters[0].submit === 'function') {
      process.nextTick(() => parameters[0].handleError(error, this.connection));
      return parameters[0];
    }
    if (callback === undefined) return Promise.reject(error);
    process.nextTick(callback, error);
    return undefined;
  };
  return {
    arm: (n, which) => {
      left = n;
      counts = which;
    },
    /** true where the fault was not reached */
    disarm: () => {
      const isLeft = left > 0;
      left = 0;
      return isLeft;
    },
    remove: () => (pg.Client.prototype.query = send),
  };
}

/** `steps`: which of upload (with read and check), commit, reverse have their queries fail; the others run undisturbed. */
export async function failEveryQuery(databaseUrl, { makeTrial, books, isWhole, steps }) {
  const { readSettings } = await import('../../dist/src/config/settings.js');
  const { startService } = await import('../../dist/src/service.js');
  const settings = { port: 0, databaseUrl, importLeaseSeconds: 2, logLevel: process.env.FAULTS_LOG_LEVEL ?? 'error' };
  const service = await startService(readSettings({}, settings));
  const gate = faultGate();
  const broken = [];
  let number = 0;

  /** Runs a step with its n-th query failing, for every n; the step must hold after each and succeed at the end. */
  async function everyQueryOf(name, which, step, holds) {
    for (let n = steps.includes(name) ? 1 : Number.POSITIVE_INFINITY; ; n++) {
      if (n > MAX_QUERIES && Number.isFinite(n))
        throw new Error(`${name} asks the database more than ${MAX_QUERIES} times`);
      gate.arm(n, which);
      const answer = await step(n);
      const isOver = gate.disarm();
      console.error(`  ${name}, query ${n}: ${answer.status}`);
      if (!(await holds(answer, isOver))) broken.push({ name, n, status: answer.status, code: answer.body?.code });
      if (isOver) return { name, count: Number.isFinite(n) ? n - 1 : null };
    }
  }

  const ofRequest = (text) => !OF_THE_WORKER.test(text);
  try {
    let trial = makeTrial(number++);
    const uploads = await everyQueryOf(
      'upload',
      () => true,
      () => upload(service.url, (trial = makeTrial(number++)).bytes, trial.key),
      async (answer, isOver) => {
        const again = answer.status === 201 ? answer : await upload(service.url, trial.bytes, trial.key);
        const rows = await books(trial);
        return (
          isWhole(rows, trial) &&
          again.status === 201 &&
          again.body.state === 'checked' &&
          (!isOver || answer === again)
        );
      },
    );
    const [{ id }] = await books(trial);
    const commits = await everyQueryOf(
      'commit',
      ofRequest,
      () => commit(service.url, id, trial.key),
      async (answer, isOver) => {
        const rows = await books(trial);
        const isDone = rows[0]?.state === 'committed';
        // A fault behind the commit itself (its receipt, its key) leaves it in the books; only 200 may promise it.
        return isWhole(rows, trial) && (answer.status !== 200 || isDone) && (!isOver || answer.status === 200);
      },
    );
    const reversals = await everyQueryOf(
      'reverse',
      ofRequest,
      () => ask(service.url, `/api/v1/imports/${id}/reverse`, { method: 'POST' }),
      async (answer, isOver) => {
        const [row] = await books(trial);
        return ['committed', 'reversed'].includes(row?.state) && (!isOver || row?.state === 'reversed');
      },
    );
    return { failed: [uploads, commits, reversals], broken };
  } finally {
    gate.remove();
    await service.close();
  }
}
