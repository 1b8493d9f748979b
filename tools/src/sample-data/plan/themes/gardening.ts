import type { Theme } from '../theme';

export const gardening: Theme = {
  name: 'gardening',
  subjects: [
    ['tomatoes', 'vegetables', 'growing food'],
    ['roses', 'flowers', 'pruning'],
    ['pumpkins', 'vegetables', 'growing food'],
    ['garlic', 'vegetables', 'growing food'],
    ['runner beans', 'vegetables', 'growing food'],
    ['chilli peppers', 'vegetables', 'balcony'],
    ['wildflowers', 'flowers', 'bees'],
    ['apple trees', 'fruit', 'pruning'],
    ['herbs', 'balcony', 'kitchen garden'],
    ['potatoes', 'vegetables', 'growing food'],
    ['blackcurrants', 'fruit', 'pruning'],
    ['strawberries', 'fruit', 'balcony'],
    ['dahlias', 'flowers', 'cut flowers'],
  ],
  words: {
    month: ['February', 'March', 'May', 'August', 'October'],
    spot: [
      'a north-facing balcony',
      'heavy clay',
      'four square metres',
      'a windowsill',
      'my grandfather’s allotment',
    ],
    buckets: ['one bucket', 'three buckets', 'old yoghurt pots'],
    neighbour: ['Mr Hoang', 'Mrs Okoye', 'Señora Ibáñez', 'old Mr Lind'],
    kilos: ['four', 'nine', 'twenty-one', 'forty'],
  },
  forms: [
    {
      title: '{Subject} in {month}: What to Do Now',
      about: 'It is {month}, and this is all there is to do for your {subject}: half an hour, and dry feet.',
      tags: ['garden calendar'],
    },
    {
      title: '{Subject} on {Spot}',
      about: 'I was told it would never work: {subject} on {spot}, from the first day to the last.',
      tags: ['small gardens'],
    },
    {
      title: '{Subject} in {Buckets}',
      about: 'No garden? {Buckets} will do. How I look after {subject} in the smallest space.',
      tags: ['container gardening'],
    },
    {
      title: 'A Year with {Subject} in Five Minutes',
      about: 'One photo a day for a year: {subject} from bare soil to bare soil.',
      tags: ['time lapse'],
    },
    {
      title: '{Subject}: Stop Doing This',
      about: 'Well meant, often read, and bad for {subject}: four habits to give up this season.',
      tags: ['garden tips'],
    },
    {
      title: '{Kilos} Kilos on My Scale: A Season of {Subject}',
      about:
        'I weighed and counted all season. {kilos} kilos on the kitchen scale, and what {subject} had to do with it.',
      tags: ['self-sufficiency'],
    },
    {
      title: '{Neighbour} Knows Everything About {Subject}',
      about:
        '{neighbour}, 84 years old, has the plot next to ours. There was tea, and a lot of wisdom about {subject}.',
      tags: ['interview'],
    },
  ],
  details: [
    'We are in a region with cold winters; shift everything by two weeks if you are not.',
    'No chemicals, but a lot of egg shells.',
    'Filmed on {spot}.',
    'The hedgehog at the end was not planned.',
    'Seeds are from a swap at the library; ask yours.',
  ],
  comments: {
    praise: [
      'Followed this last year and gave {subject} away to the whole street.',
      'I could listen to {neighbour} all day.',
      'I could listen to you talk about soil for hours.',
      'So good to see real mud under the nails.',
      'Finally advice that works on {spot}.',
      'This made me happy in the middle of winter.',
      'Planted mine this morning because of you.',
    ],
    talk: [
      'Is {month} too late where it freezes early?',
      'What do you do about slugs?',
      'How often do you water?',
      'Does it work in {buckets}?',
      'My soil is mostly sand. Any hope?',
      'Which variety is that in minute three?',
    ],
    doubt: [
      'Tried it in {month}, all of it died.',
      'Coffee grounds are not the answer to everything.',
      '{kilos} kilos? On that plot? Show me the scale again.',
    ],
  },
};
