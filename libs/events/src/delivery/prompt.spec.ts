import { PROMPT_WITHIN_MS, promptness } from './prompt';

const LATE = PROMPT_WITHIN_MS + 1;

describe('a group', () => {
  it('is prompt until it misses the bound once, and again after ten deliveries in a row that keep it', () => {
    const group = promptness();
    expect(group.isPrompt).toBe(true);
    group.took(PROMPT_WITHIN_MS);
    expect(group.isPrompt).toBe(true);
    group.took(LATE);
    for (let delivery = 1; delivery <= 9; delivery++) group.took(1);
    expect(group.isPrompt).toBe(false);
    group.took(LATE);
    for (let delivery = 1; delivery <= 9; delivery++) group.took(1);
    expect(group.isPrompt).toBe(false);
    group.took(1);
    expect(group.isPrompt).toBe(true);
  });

  it('is not prompt when it was waited for in vain', () => {
    const group = promptness();
    group.missed();
    expect(group.isPrompt).toBe(false);
  });
});
