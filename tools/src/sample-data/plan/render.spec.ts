import { render, title } from './render';

const words = { subject: 'the kora in a kitchen', tool: 'gRPC', hour: '3 a.m.' };

describe('templates', () => {
  it.each([
    ['Why {subject}?', 'Why the kora in a kitchen?'],
    ['Why {Subject}?', 'Why the Kora in a Kitchen?'],
    ['{Tool} at {Hour}', 'gRPC at 3 a.m.'],
  ])('%s becomes %s', (template, text) => expect(render(template, words)).toBe(text));

  it('begin with a capital as titles, also after a colon', () => {
    expect(title('{Subject}: {subject}', words)).toBe('The Kora in a Kitchen: The kora in a kitchen');
    expect(title('{Tool}: a story', words)).toBe('gRPC: A story');
  });

  it('need words for every slot', () => expect(() => render('{who}', words)).toThrow('no words for {who}'));
});
