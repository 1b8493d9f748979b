import type { Theme } from '../theme';

export const travel: Theme = {
  name: 'travel',
  subjects: [
    ['Lisbon', 'portugal', 'city trip'],
    ['Oaxaca', 'mexico', 'street food'],
    ['Hokkaido', 'japan', 'snow'],
    ['the Faroe Islands', 'islands', 'hiking'],
    ['Tbilisi', 'georgia', 'city trip'],
    ['Zanzibar', 'tanzania', 'islands'],
    ['Patagonia', 'chile', 'hiking'],
    ['Kerala', 'india', 'backwaters'],
    ['the Scottish Highlands', 'scotland', 'hiking'],
    ['Hanoi', 'vietnam', 'street food'],
    ['Slovenia', 'alps', 'lakes'],
    ['Fes', 'morocco', 'old towns'],
    ['Newfoundland', 'canada', 'coast'],
    ['the Azores', 'portugal', 'islands'],
    ['Cartagena', 'colombia', 'old towns'],
  ],
  words: {
    days: ['three', 'four', 'seven', 'ten'],
    way: ['by train', 'by bus', 'on foot', 'by bicycle', 'without a plan'],
    companion: ['my mother', 'a four-year-old', 'my best friend', 'nobody but a notebook', 'a very old dog'],
    money: ['20', '30', '50'],
  },
  forms: [
    {
      title: '{Days} Days in {Subject}',
      about: '{Days} days in {subject}: where we slept, what we ate, and the one thing we would skip.',
      tags: ['travel guide'],
    },
    {
      title: '{Subject} {Way}',
      about: 'Slow, cheap and full of people who wanted to talk: {subject} {way}.',
      tags: ['slow travel'],
    },
    {
      title: '{Subject} with {Companion}',
      about: 'I took {companion} to {subject}. We are still talking to each other.',
      tags: ['travel diary'],
    },
    {
      title: '{Subject} on {money} Euros a Day',
      about: 'Every coffee and every bus counted: what {money} euros a day get you in {subject}.',
      tags: ['budget travel'],
    },
    {
      title: 'Before Sunrise in {Subject}',
      about: 'The hour before the first bus, when {subject} belongs to bakers, cats and us.',
      tags: ['travel film'],
    },
    {
      title: 'What I Got Wrong About {Subject}',
      about: 'I came to {subject} with a list. On the second day I threw it away.',
      tags: ['travel diary'],
    },
    {
      title: 'Eating Through {Subject}',
      about: 'Nineteen stalls, two markets and a cooking lesson: {subject} for hungry people.',
      tags: ['food'],
    },
  ],
  details: [
    'Map and prices are from this spring; both change quickly.',
    'Nobody paid us for this, and it shows in the hotel.',
    'Thanks to the family who gave us tea when the bus did not come.',
    'Best time to go, in our view: when it rains a little.',
    'We travelled {way}, which took longer and was worth it.',
  ],
  comments: {
    praise: [
      'Booked my ticket to {subject} ten minutes ago. Your fault.',
      'I was born there, and you saw what most visitors miss.',
      'The morning light at the market, wow.',
      'So calm, no drone, no shouting. More of this.',
      'This made me call my mother.',
      'Watched it on a grey Tuesday and was in {subject} for ten minutes.',
      'Finally a film about {subject} that shows the people.',
    ],
    talk: [
      'Would you go to {subject} alone?',
      'How many days would you stay if you could go again?',
      'Did you need cash, or do they take cards?',
      'What was the name of the place with the soup?',
      'How is it in November?',
      'We went {way} too, twenty years ago. It has changed so much.',
    ],
    doubt: [
      '{money} euros a day, without the flight of course.',
      'You missed the best part of {subject}: the north.',
      'Please do not tell everybody about that beach.',
      'The wind in the microphone is hard to bear.',
    ],
  },
};
