import type { Theme } from '../theme';

export const science: Theme = {
  name: 'science',
  subjects: [
    ['black holes', 'astronomy', 'physics'],
    ['the rings of Saturn', 'astronomy', 'planets'],
    ['honey bees', 'biology', 'insects'],
    ['plate tectonics', 'geology', 'earth'],
    ['superconductors', 'physics', 'materials'],
    ['slime moulds', 'biology', 'experiments'],
    ['the tides', 'physics', 'ocean'],
    ['prime numbers', 'mathematics'],
    ['yeast', 'biology', 'kitchen science'],
    ['lightning', 'physics', 'weather'],
    ['soap bubbles', 'physics', 'experiments'],
    ['deep-sea vents', 'biology', 'ocean'],
    ['meteor showers', 'astronomy', 'space'],
    ['mosses', 'biology', 'plants'],
    ['knots', 'mathematics', 'topology'],
  ],
  words: {
    person: ['a ten-year-old', 'my barber', 'a professor', 'my whole family', 'a sceptic'],
    things: ['a balloon', 'kitchen salt', 'two mirrors', 'an old microwave', 'a bathtub'],
    years: ['three', 'twelve', 'thirty'],
    number: ['three', 'five', 'seven'],
  },
  forms: [
    {
      title: '{Subject}, Explained to {Person}',
      about: 'I tried to explain {subject} to {person}. The questions were better than my answers.',
      tags: ['explained'],
    },
    {
      title: '{Number} Things We Still Do Not Know About {Subject}',
      about: '{number} open questions about {subject}, and who is working on them.',
      tags: ['open questions'],
    },
    {
      title: '{Subject} at Home, with {Things}',
      about: 'You need {things}, some patience and a towel: a home experiment about {subject}.',
      tags: ['home experiment'],
    },
    {
      title: '{Years} Years of Looking at {Subject}',
      about: 'A visit to somebody who has given {years} years to {subject} and would do so again.',
      tags: ['interview'],
    },
    {
      title: 'The Most Common Myth About {Subject}',
      about: 'Schoolbooks repeat it, and it is wrong: the truth about {subject}, with sources.',
      tags: ['myths'],
    },
    {
      title: 'A Visual Introduction: {Subject}',
      about: 'Hand-made animations and no formula until minute eight: {subject} for the curious.',
      tags: ['animation'],
    },
    {
      title: 'How We Found Out: {Subject}',
      about:
        'Wrong turns, rivals and one lucky cloudy night: the story of how we came to know what we know of {subject}.',
      tags: ['history of science'],
    },
  ],
  details: [
    'Sources are listed at the end, papers and a very good book.',
    'Reviewed by two people who know much more than I do; mistakes are mine.',
    'Do not try the second experiment without goggles.',
    'Made with patience, {things} and a borrowed camera.',
    'Part of a series for curious people of all ages.',
  ],
  comments: {
    praise: [
      'I am a teacher and my class was silent. Do you know what that means?',
      'Never thought I would care about {subject}. Here I am.',
      'The part in the middle is worth a prize.',
      'Explained so well that I could explain it to {person}.',
      'This channel is why I went back to university.',
      'Thank you for the sources.',
      'My daughter wants to repeat it with {things}.',
    ],
    talk: [
      'What happens if you do it in a vacuum?',
      'Is there a book about {subject} you would recommend?',
      'How sure are we about the numbers?',
      'Does this have to do with what was in the news last week?',
      'Could you do one on {subject} in more depth?',
      'At school I learnt the opposite, thirty years ago.',
    ],
    doubt: [
      'The comparison limps a little, if I may say so.',
      'Too fast for me after the introduction.',
      'Small correction: the units on the second chart are wrong.',
      'Please less music under the speech.',
    ],
  },
};
