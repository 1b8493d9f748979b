import type { Theme } from '../theme';

export const cycling: Theme = {
  name: 'cycling',
  subjects: [
    ['a steel touring bike', 'touring', 'bikepacking'],
    ['a cargo bike', 'cargo bike', 'family'],
    ['a fixed-gear bike', 'fixed gear', 'city'],
    ['a folding bike', 'folding bike', 'commuting'],
    ['a gravel bike', 'gravel', 'bikepacking'],
    ['a forty-year-old racing bike', 'vintage', 'road cycling'],
    ['a mountain bike', 'mountain bike', 'trails'],
    ['a tandem', 'tandem', 'touring'],
    ['a recumbent', 'recumbent', 'touring'],
    ['an electric bike', 'e-bike', 'commuting'],
    ['a unicycle', 'unicycle', 'trails'],
  ],
  words: {
    route: [
      'the Danube',
      'the Great Divide',
      'the coast of Kerala',
      'the Outer Hebrides',
      'the Camino',
      'Taiwan',
    ],
    kilometres: ['120', '300', '700', '1,400', '3,000'],
    weather: ['rain', 'snow', 'headwind', 'thirty-eight degrees'],
    part: ['bottom bracket', 'chain', 'rear hub', 'brake cable', 'headset'],
  },
  forms: [
    {
      title: '{kilometres} Kilometres on {Subject}',
      about: '{kilometres} kilometres along {route} on {subject}: the days, the food, the two punctures.',
      tags: ['cycling trip'],
    },
    {
      title: 'Restoring {Subject}',
      about:
        'Found behind a barn, not far from scrap: bringing {subject} back to the road, one rusty bolt at a time.',
      tags: ['restoration'],
    },
    {
      title: 'Commuting in {Weather} on {Subject}',
      about: 'A winter of going to work on {subject}. What I wear, what broke, and why I smile in {weather}.',
      tags: ['commuting'],
    },
    {
      title: '{Subject}: Is It Any Good After Five Years?',
      about: 'Not a review after a weekend: {kilometres} kilometres and five years with {subject}.',
      tags: ['long-term review'],
    },
    {
      title: 'Changing the {Part} of {Subject}',
      about: 'The {part} of {subject}, changed on the kitchen floor with four tools and one bad word.',
      tags: ['bike repair'],
    },
    {
      title: 'Along {route} on {Subject}',
      about: 'Slow days, big sky: {route} on {subject}, in {weather} and out of it.',
      tags: ['cycling film'],
    },
  ],
  details: [
    'The route is easy to follow; the bakery in the third village is not to be missed.',
    'Packing list at the end: nine kilos, guitar not included.',
    'All repairs shown here need no workshop.',
    'Rode it in {weather}, would do it again.',
    'Thanks to the man who lent us a pump and would not take it back.',
  ],
  comments: {
    praise: [
      'This made me pump up my tyres after two years.',
      'The sound of that freewheel!',
      'You make {weather} look like fun.',
      'Changed my {part} along with the video, works like new.',
      '{route} just moved to the top of my list.',
      'What a beauty {subject} can be.',
      'No spandex, no watts, only joy. Thank you.',
    ],
    talk: [
      'What tyres are those, and how wide?',
      'How did you carry water along {route}?',
      'Is {subject} all right for somebody who is 1.60 m?',
      'What gear ratio do you ride?',
      'Did the {part} hold until the end?',
      'I did {kilometres} kilometres on a bike from the supermarket. It is about the legs.',
    ],
    doubt: [
      'Please wear a helmet on that descent.',
      'You need the right tool for the {part}, not a hammer.',
      'Too much music, I wanted to hear the road.',
    ],
  },
};
