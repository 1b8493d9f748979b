import { measureRound, type Contestant, type Extent, type Round } from './measure';

/** Both take turns, the first of a round being the second of the next; the first round is a warm-up. */
export async function takeTurns(
  what: string,
  contestants: { readonly bare: Contestant; readonly ours: Contestant },
  { rounds, calls }: Extent,
  inFlight?: number,
): Promise<{ bare: Round[]; ours: Round[] }> {
  const measured: { bare: Round[]; ours: Round[] } = { bare: [], ours: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const result = await measureRound(contestants[name], calls, inFlight);
      if (round > 0) measured[name].push(result);
    }
    console.log(`${what}: ${round === 0 ? 'warmed up' : `round ${round} of ${rounds}`}`);
  }
  return measured;
}
