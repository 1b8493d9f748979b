// npm run affected:prove: changes a scratch clone in every way that matters, and compares what Nx takes for affected,
// and what it takes from the cache, with what a person expects.
import { casesFor } from './affected/cases/cases';
import { askNx } from './affected/ask-nx';
import { readHouse } from './affected/house';
import { printVerdicts } from './affected/print-verdicts';
import { proveCase, type Verdict } from './affected/prove-case';
import { makeScratch } from './affected/scratch';
import { runToItsEnd } from './workspace/run-to-its-end';
import { stopOnSignals } from './workspace/stop-on-signals';

const EXIT_INTERRUPTED = 130;

const say = (text: string): void => console.log(text);

async function main(): Promise<number> {
  const stopped = new AbortController();
  stopOnSignals(() => stopped.abort());
  const scratch = await makeScratch(stopped.signal);
  try {
    const verdicts = await prove(scratch, process.argv[2]);
    say(`\n${printVerdicts(verdicts)}`);
    return verdicts.every(({ problems }) => problems.length === 0) ? 0 : 1;
  } catch (error) {
    if (stopped.signal.aborted) return EXIT_INTERRUPTED;
    throw error;
  } finally {
    scratch.remove();
  }
}

async function prove(scratch: Awaited<ReturnType<typeof makeScratch>>, wanted?: string): Promise<Verdict[]> {
  const house = readHouse(scratch.root, scratch.files);
  const base = (await scratch.run('git', ['rev-parse', 'HEAD'])).trim();
  say('Filling the cache of a scratch clone …');
  await askNx(scratch, 'all');
  const cases = casesFor(house).filter(({ change }) => wanted === undefined || change.includes(wanted));
  if (cases.length === 0) throw new Error(`no case has '${wanted}' in its name`);
  const verdicts: Verdict[] = [];
  for (const each of cases) {
    const start = Date.now();
    const verdict = await proveCase(scratch, house, base, each);
    verdicts.push(verdict);
    const outcome = verdict.problems.length === 0 ? 'OK ' : 'NOT';
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    say(`${String(verdicts.length).padStart(3)}/${cases.length} ${outcome} ${each.change} (${seconds} s)`);
  }
  return verdicts;
}

runToItsEnd(main());
