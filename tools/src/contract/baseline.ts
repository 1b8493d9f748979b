import { bufOrThrow } from './buf';

/** The contract as others were last given it, as a JSON image: what must not break. */
export const BASELINE = 'proto/baseline.json';

/** Makes the contract as it stands the baseline; what was in the old one and is no more is given up by this. */
export async function renewBaseline(): Promise<void> {
  await bufOrThrow('build', 'proto', '--exclude-source-info', '-o', BASELINE);
}
