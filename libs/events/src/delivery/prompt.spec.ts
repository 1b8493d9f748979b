import { PROMPT_WITHIN_MS, promptness } from './prompt';

const LATE = PROMPT_WITHIN_MS + 1;

describe('a group', () => {
  it('is prompt until it misses the bound once, and again after ten deliveries in a row that keep it', () => {
    const group = promptness();
    let deliveries = 0;
    const take = (count: number, ms: number): void => {
      for (let n = 0; n < count; n++) group.took(ms, ++deliveries);
    };
    expect(group.isPrompt).toBe(true);
    take(1, PROMPT_WITHIN_MS);
    expect(group.isPrompt).toBe(true);
    take(1, LATE);
    take(9, 1);
    expect(group.isPrompt).toBe(false);
    take(1, LATE);
    take(9, 1);
    expect(group.isPrompt).toBe(false);
    take(1, 1);
    expect(group.isPrompt).toBe(true);
  });

  it('is not prompt again by ten events of one delivery', () => {
    const group = promptness();
    group.missed();
    for (let event = 0; event < 20; event++) group.took(1, 7);
    expect(group.isPrompt).toBe(false);
  });

  it('is not prompt when it was waited for in vain', () => {
    const group = promptness();
    group.missed();
    expect(group.isPrompt).toBe(false);
  });
});
