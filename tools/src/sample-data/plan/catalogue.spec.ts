import { planFilms, type Film } from './catalogue';

describe('the films of a catalogue', () => {
  const films = planFilms(1, 2000);

  it('have words for what they mention, so that nobody comments on anything else', () => {
    const isUnmentioned = ({ name, description, words }: Film) => {
      const text = `${name} ${description}`.toLowerCase();
      return Object.values(words).some((word) => !text.includes(word.toLowerCase()));
    };
    expect(films.filter(isUnmentioned)).toEqual([]);
  });

  it('are further parts where titles run out', () => {
    const names = films.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const parts = names.filter((name) => / Part \d+$/.test(name));
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter((part) => !names.includes(part.replace(/, Part \d+$/, '')))).toEqual([]);
  });
});
