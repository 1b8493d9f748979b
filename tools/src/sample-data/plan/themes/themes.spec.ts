import { render, slotsOf } from '../render';
import { THEMES } from '.';

describe.each(THEMES.map((theme) => [theme.name, theme] as const))('the theme %s', (_, theme) => {
  const templates = [
    ...theme.forms.flatMap(({ title, about }) => [title, about]),
    ...theme.details,
    ...Object.values(theme.comments as unknown as Record<string, string[]>).flat(),
  ];

  it('has words for every slot of its templates, and templates for all of its words', () => {
    const words = Object.fromEntries(
      Object.entries(theme.words).map(([slot, [first = '']]) => [slot, first]),
    );
    for (const template of templates)
      expect(() => render(template, { subject: 'x', ...words })).not.toThrow();
    const slots = new Set(templates.flatMap(slotsOf));
    expect(Object.keys(theme.words).filter((slot) => !slots.has(slot))).toEqual([]);
  });

  it('has something to say about every video, whatever that mentions', () => {
    for (const said of [theme.comments.praise, theme.comments.talk, theme.comments.doubt])
      expect(said.some((text) => slotsOf(text).every((slot) => slot === 'subject'))).toBe(true);
  });

  it('says nothing twice', () => {
    expect(new Set(templates).size).toBe(templates.length);
    const subjects = theme.subjects.map(([subject]) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});
