import type { Theme } from '../theme';

export const cats: Theme = {
  name: 'cats',
  subjects: [
    ['a cardboard box', 'boxes', 'funny cats'],
    ['the vacuum cleaner', 'funny cats'],
    ['a laser pointer', 'cat toys', 'playing'],
    ['the new puppy', 'dogs', 'friends'],
    ['a glass of water', 'funny cats'],
    ['the Christmas tree', 'christmas', 'funny cats'],
    ['the first snow', 'snow', 'outdoors'],
    ['a cucumber', 'funny cats'],
    ['the bathroom door', 'funny cats'],
    ['a robot mouse', 'cat toys', 'robots'],
    ['the laundry basket', 'sleeping'],
    ['a paper bag', 'boxes', 'playing'],
    ['the bird at the window', 'birds'],
    ['the piano', 'music', 'funny cats'],
  ],
  words: {
    cat: [
      'Miso',
      'Pixel',
      'Olive',
      'Biscuit',
      'Luna',
      'Tofu',
      'Captain',
      'Hazel',
      'Mochi',
      'Ziggy',
      'Pepper',
      'Nala',
    ],
    kind: ['rescue cat', 'kitten', 'senior cat', 'three-legged cat', 'tabby', 'very large cat'],
    days: ['three', 'five', 'ten', 'thirty'],
  },
  forms: [
    {
      title: '{cat} Meets {Subject}',
      about:
        '{cat}, our {kind}, sees {subject} for the first time. It takes four seconds to become personal.',
      tags: ['first time'],
    },
    {
      title: '{cat} vs. {Subject}: Round Two',
      about: 'Nobody has forgotten how it went last time. {cat} has trained, {subject} has not.',
    },
    {
      title: 'My {Kind} Is Obsessed with {Subject}',
      about: 'For {days} days now {cat} has had one interest in life: {subject}.',
    },
    {
      title: 'Slow Motion: {cat} and {Subject}',
      about: '{cat} and {subject} at 240 frames a second. Look at the ears.',
      tags: ['slow motion'],
    },
    {
      title: '{Days} Days of {cat} and {Subject}',
      about: 'One camera, one {kind}, and {subject}: the best moments of {days} days.',
      tags: ['compilation'],
    },
    {
      title: 'Can a {Kind} Learn to Live with {Subject}?',
      about: 'Patience, treats and very small steps: how {cat} made peace with {subject}.',
      tags: ['cat training'],
    },
    {
      title: 'What {cat} Really Thinks About {Subject}',
      about: 'A documentary in two minutes, narrated by somebody who gets up at five to feed a {kind}.',
      tags: ['narrated'],
    },
  ],
  details: [
    '{cat} is seven kilos of opinion.',
    'Nobody was hurt, only a flower pot and some pride.',
    'No cats were forced to do anything. As if one could.',
    'Adopted from the shelter two years ago, and the boss ever since.',
    'Sound on for the last ten seconds.',
  ],
  comments: {
    praise: [
      'The look {cat} gives at the end. I am crying.',
      '{cat} for president.',
      'I have watched this more often than I want to admit.',
      'What a kitten, and what timing!',
      'Showed this to my own cat. She left the room.',
      'The little jump backwards gets me every time.',
      'My children ask for "the {cat} film" every evening now.',
      'Those paws!',
    ],
    talk: [
      'How old is {cat}?',
      'Ours does exactly the same with {subject}.',
      'Is {cat} a rescue? Looks like the one my sister has.',
      'What does the vet say about the weight?',
      'We tried this at home. We no longer own a lamp.',
      'Which camera is that? It is so sharp.',
    ],
    doubt: [
      'Poor thing looks stressed to me, to be honest.',
      'Nothing happens for the first minute.',
      'Cute, but please keep windows closed with a {kind} around.',
    ],
  },
};
