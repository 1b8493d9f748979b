import { besidePython } from './beside-python';
import { largeCallsAtOnce } from './large-calls';
import { besidePythonSection, largeCallsSection } from './outliers-report';
import { preparePython } from './python-peer';

/** What outliers costs, and how it copes with many large calls; sections in Markdown. */
export async function benchOutliers(rounds: number): Promise<string> {
  const { problem } = await preparePython();
  const measured = problem === undefined ? { rounds, ...(await besidePython(rounds)) } : { problem };
  const largeCalls = await largeCallsAtOnce();
  return `${besidePythonSection(measured)}\n${largeCallsSection(largeCalls)}`;
}
