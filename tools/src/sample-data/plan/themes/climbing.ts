import type { Theme } from '../theme';

export const climbing: Theme = {
  name: 'climbing',
  subjects: [
    ['slab climbing', 'technique', 'footwork'],
    ['crack climbing', 'trad climbing', 'technique'],
    ['outdoor leading', 'sport climbing', 'outdoors'],
    ['finger strength', 'training', 'hangboard'],
    ['bouldering on sandstone', 'bouldering', 'outdoors'],
    ['ice climbing', 'ice', 'winter'],
    ['multi-pitch routes', 'trad climbing', 'mountains'],
    ['fear of falling', 'mindset', 'lead climbing'],
    ['building anchors', 'safety', 'trad climbing'],
    ['climbing with children', 'family', 'for beginners'],
    ['dynamic moves', 'bouldering', 'technique'],
    ['climbing shoes', 'gear', 'review'],
    ['overhangs', 'technique', 'training'],
  ],
  words: {
    place: [
      'Fontainebleau',
      'Kalymnos',
      'Siurana',
      'the Peak District',
      'Railay',
      'the Frankenjura',
      'Joshua Tree',
    ],
    grade: ['5c', '6a', '6b+', '7a', '7b'],
    weeks: ['four', 'six', 'eight', 'twelve'],
  },
  forms: [
    {
      title: '{Subject}: What I Learnt in {place}',
      about: 'Ten days in {place}, mostly falling off, and what it taught me about {subject}.',
      tags: ['climbing trip'],
    },
    {
      title: '{Subject} for People Stuck at {grade}',
      about: 'If {grade} has been your limit for a while, {subject} may be where the next grade hides.',
      tags: ['training'],
    },
    {
      title: '{Weeks} Weeks of Training: {Subject}',
      about: 'One plan, {weeks} weeks, two people with jobs. What {subject} did for us, in numbers.',
      tags: ['training plan'],
    },
    {
      title: '{Subject} Explained by a Route Setter',
      about: 'Twenty years of setting routes, and very clear ideas about {subject}.',
      tags: ['interview'],
    },
    {
      title: 'A Quiet Day in {place}: {Subject}',
      about: 'No music, little talk: a day in {place} that was supposed to be about {subject}, and was.',
      tags: ['climbing film'],
    },
    {
      title: 'The Honest Guide to {Subject}',
      about: 'What nobody told me about {subject} before I paid for it with skin.',
      tags: ['for beginners'],
    },
    {
      title: 'Three Drills for {Subject}',
      about: 'Three drills that fit into any warm-up and make {subject} feel like less of a mystery.',
      tags: ['drills'],
    },
  ],
  details: [
    'Please check your knots and your partner, every single time.',
    'Filmed in {place} on a day when the rock was almost dry.',
    'The belayer asked not to be named; the belayer was great.',
    'Grades are opinions. Mine is {grade}.',
    'Everything left clean, nothing left behind.',
  ],
  comments: {
    praise: [
      'Tried this today and got my first {grade}!',
      'My palms are sweating just from watching.',
      '{place} has never looked better.',
      'The calmest voice on the internet. Thank you.',
      'Great to see somebody fall, laugh and try again.',
      'I look at {subject} with other eyes now.',
      'Beautiful footwork at the end.',
    ],
    talk: [
      'Is {place} any good in April?',
      'How many days of rest did you take between sessions?',
      'Which rope is that?',
      'Would you say this is {grade} or softer?',
      'I do this at the gym with my daughter; she is better than me.',
      'How do you look after your fingers in winter?',
    ],
    doubt: [
      'That is never a {grade}.',
      'Please say more about the anchor: beginners will copy this.',
      'Too much talking before the first move.',
      '{weeks} weeks seems optimistic for somebody over forty.',
    ],
  },
};
