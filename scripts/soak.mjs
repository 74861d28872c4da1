import { runTrials } from './trials.mjs';

process.exitCode = await runTrials('soak');
