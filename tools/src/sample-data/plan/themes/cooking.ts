import type { Theme } from '../theme';

export const cooking: Theme = {
  name: 'cooking',
  subjects: [
    ['sourdough bread', 'baking', 'sourdough', 'bread'],
    ['chicken pho', 'vietnamese food', 'soup'],
    ['mushroom risotto', 'italian food', 'rice'],
    ['shakshuka', 'eggs', 'breakfast'],
    ['jollof rice', 'nigerian food', 'rice'],
    ['red lentil dal', 'indian food', 'vegan'],
    ['kimchi', 'korean food', 'fermentation'],
    ['potato gnocchi', 'italian food', 'pasta'],
    ['miso ramen', 'japanese food', 'noodles'],
    ['mole poblano', 'mexican food', 'sauce'],
    ['apple strudel', 'baking', 'dessert'],
    ['hummus', 'lebanese food', 'vegan'],
    ['beef bourguignon', 'french food', 'stew'],
    ['feijoada', 'brazilian food', 'beans', 'stew'],
    ['pierogi', 'polish food', 'dumplings'],
  ],
  words: {
    relative: ['grandmother', 'father', 'aunt', 'mother-in-law', 'neighbour', 'brother'],
    minutes: ['20', '25', '30', '40', '45'],
    tool: ['an oven', 'a scale', 'a blender', 'special tools', 'a big kitchen'],
    money: ['three', 'four', 'five'],
  },
  forms: [
    {
      title: 'How My {Relative} Makes {Subject}',
      about:
        'I asked my {relative} to cook {subject} and held the camera while a recipe nobody ever wrote down happened.',
      tags: ['family recipes'],
    },
    {
      title: '{Subject} on a Weeknight',
      about:
        'A weeknight version of {subject}: {minutes} minutes of work, and what can be done the day before.',
      tags: ['quick meals'],
    },
    {
      title: '{Subject} Without {Tool}',
      about: 'You can make good {subject} without {tool}. I tried four ways and show the one that worked.',
      tags: ['kitchen tips'],
    },
    {
      title: 'Five Mistakes Everybody Makes with {Subject}',
      about: 'Too much heat, too little patience, and three more things that spoil {subject}.',
      tags: ['kitchen tips'],
    },
    {
      title: 'I Cooked {Subject} Every Day for a Week',
      about: 'Seven days, seven attempts at {subject}, and a very honest panel of tasters at our table.',
      tags: ['challenge'],
    },
    {
      title: '{Subject} for {Money} Euros a Head',
      about: 'Market prices, no tricks: {subject} for four people at {money} euros each.',
      tags: ['budget cooking'],
    },
    {
      title: 'The Science Behind {Subject}',
      about:
        'Starch, protein, water and time: what happens inside {subject}, with a thermometer in every pot.',
      tags: ['food science'],
    },
    {
      title: '{Subject}, Step by Step for Beginners',
      about: 'The whole way to {subject} in real time, with every step shown from above.',
      tags: ['recipe', 'for beginners'],
    },
  ],
  details: [
    'Full list of ingredients at the end of the video.',
    'All amounts are for four people; it keeps for three days in the fridge.',
    'Salt at the end, not at the start: you will see why.',
    'The pan is twenty years old and not for sale.',
    'If you cannot get one of the ingredients, the last two minutes are about substitutes.',
    'No sponsors, just dinner.',
  ],
  comments: {
    praise: [
      'Made the {subject} tonight and there is nothing left.',
      'My {relative} watched this with me and nodded the whole time. That never happens.',
      'Finally somebody who explains why and not only how.',
      'This is the third recipe for {subject} I have tried and the first that worked.',
      'The smell must have been incredible.',
      'Your {subject} is what I now cook when friends come over.',
      'You can hear how crisp that is!',
      'Simple, calm, no ten minutes of talking first. Perfect.',
    ],
    talk: [
      'Does this work with half the amount of salt?',
      'Can I freeze the {subject}, or does it turn to mush?',
      'We add a bay leaf at home. Am I allowed to say that?',
      'Which flour or rice did you take? There are so many.',
      'I only have an electric stove: same times?',
      'How far ahead can I prepare this?',
    ],
    doubt: [
      '{minutes} minutes, if somebody else does the chopping.',
      'Mine came out watery, and I followed every step.',
      'With respect, that is not how {subject} is made where I come from.',
      'Far too much oil for my taste.',
    ],
  },
};
