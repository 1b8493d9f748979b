import type { Theme } from '../theme';

export const woodworking: Theme = {
  name: 'diy',
  subjects: [
    ['a workbench', 'woodworking', 'workshop'],
    ['a bookshelf', 'woodworking', 'furniture'],
    ['a dining table', 'woodworking', 'furniture'],
    ['a bird house', 'woodworking', 'with children'],
    ['a loft bed', 'woodworking', 'furniture'],
    ['a picture frame', 'woodworking', 'with children'],
    ['a coat rack', 'woodworking', 'hallway'],
    ['a window seat', 'woodworking', 'old house'],
    ['a bicycle shed', 'woodworking', 'garden'],
    ['a three-legged stool', 'woodworking', 'hand tools'],
    ['a tool chest', 'woodworking', 'workshop'],
    ['a garden bench', 'woodworking', 'garden'],
    ['a toy truck', 'woodworking', 'with children'],
  ],
  words: {
    wood: ['oak', 'ash', 'beech', 'pine', 'old pallets', 'cherry'],
    weekend: ['one weekend', 'two evenings', 'a long Saturday', 'three rainy days'],
    money: ['20', '35', '60', '80'],
    tool: ['hand tools', 'one saw', 'a cordless drill', 'borrowed tools'],
  },
  forms: [
    {
      title: 'From Start to Finish: {Subject} in {Weekend}',
      about: '{subject} in {weekend}, every cut shown, including the one in the wrong place.',
      tags: ['build'],
    },
    {
      title: '{Subject} with {Tool} Only',
      about: 'No machines, no noise after eight: {subject} with {tool} and some patience.',
      tags: ['hand tools'],
    },
    {
      title: '{Subject} for {money} Euros',
      about: 'What {subject} costs when you look twice before you buy: {money} euros, receipts included.',
      tags: ['budget'],
    },
    {
      title: 'How Not to Do It: {Subject}',
      about: 'I did {subject} last year, badly. Here is what came apart, and how I did it the second time.',
      tags: ['lessons learnt'],
    },
    {
      title: '{Subject}: A Father and a Daughter Project',
      about: 'She measured, I sawed, she was right. {subject}, made together in {weekend}.',
      tags: ['family'],
    },
    {
      title: 'Quiet Workshop: {Subject}',
      about:
        'No words, no music, only the sound of {wood}: {subject} from the first mark to the last coat of oil.',
      tags: ['no talking'],
    },
    {
      title: '{Subject}: Everything You Need to Know First',
      about: 'Tools, materials, and the three decisions to make before you touch {subject}.',
      tags: ['for beginners'],
    },
  ],
  details: [
    'Measured twice, cut three times.',
    'The {wood} came from a neighbour who was clearing his barn.',
    'Wear glasses and ear protection, also for five minutes.',
    'A drawing with all measures is shown at the end.',
    'Finished with linseed oil; burn or soak the rags, they can catch fire.',
  ],
  comments: {
    praise: [
      'Built it last weekend, it stands straight. I am so proud.',
      'The sound of {wood} under a sharp plane is therapy.',
      'I love that you left the mistake in.',
      'Clear, friendly and no advertising for tools.',
      'My landlord asked who did this. Me. Thanks to you.',
      'Best ten minutes of my lunch break.',
      'That joint is a piece of art.',
    ],
    talk: [
      'Would {wood} work outdoors too?',
      'Which glue do you use in winter?',
      'How thick is the top?',
      'Can this be done with {tool}? It is all I have.',
      'I rent: is there a way without drilling?',
      'How did it hold up after a year?',
    ],
    doubt: [
      '{weekend}? It took me a month.',
      'Please use a push stick. I like your fingers where they are.',
      '{money} euros, if you own the workshop already.',
      'Would not trust those screws with children on it.',
    ],
  },
};
