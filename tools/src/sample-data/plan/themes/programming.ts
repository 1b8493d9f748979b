import type { Theme } from '../theme';

export const programming: Theme = {
  name: 'programming',
  subjects: [
    ['TypeScript generics', 'typescript', 'types'],
    ['gRPC deadlines', 'grpc', 'microservices'],
    ['Rust lifetimes', 'rust', 'memory'],
    ['Python generators', 'python'],
    ['Go channels', 'go', 'concurrency'],
    ['git bisect', 'git', 'debugging'],
    ['property-based tests', 'testing'],
    ['regular expressions', 'text', 'tools'],
    ['the event loop', 'nodejs', 'javascript'],
    ['hash tables', 'algorithms', 'data structures'],
    ['floating point numbers', 'numbers', 'bugs'],
    ['feature flags', 'continuous delivery'],
    ['code review', 'teamwork'],
    ['idempotent handlers', 'microservices', 'distributed systems'],
    ['CSS grid', 'css', 'web design'],
  ],
  words: {
    lines: ['forty', 'sixty', 'a hundred', 'two hundred'],
    years: ['two', 'ten', 'twenty-five'],
    place: ['a tiny start-up', 'a bank', 'a hospital', 'a school project', 'a game'],
    day: ['Friday afternoon', 'release day', 'my first day', 'a night train'],
  },
  forms: [
    {
      title: '{Subject} from Scratch in {Lines} Lines',
      about: 'We build our own small version of {subject} in {lines} lines, tests first.',
      tags: ['live coding'],
    },
    {
      title: 'Things I Wish I Had Known About {Subject}',
      about:
        'After {years} years I finally have an opinion about {subject}, and it is not the one I started with.',
      tags: ['experience'],
    },
    {
      title: '{Subject} in Real Code: {Place}',
      about: 'No to-do lists: {subject} as found in {place}, with the parts that are not pretty.',
      tags: ['case study'],
    },
    {
      title: 'Debugging on {Day}: {Subject}',
      about: 'A bug, a clock and {subject}. I recorded the whole hunt, wrong ideas included.',
      tags: ['debugging'],
    },
    {
      title: 'A Gentle Introduction: {Subject}',
      about: 'Bring a notebook. We start with a drawing and end with {subject} you can use tomorrow.',
      tags: ['tutorial', 'for beginners'],
    },
    {
      title: '{Subject}: Yes, but Why?',
      about: 'Everybody shows how. This one asks for the point of {subject}, and when to do without.',
      tags: ['design'],
    },
    {
      title: 'Reading Good Code Together: {Subject}',
      about: 'An hour in somebody else’s repository, looking for how they do {subject}.',
      tags: ['code reading'],
    },
  ],
  details: [
    'The code is short enough to type along.',
    'Recorded on {day}, with real mistakes.',
    'Works on any laptop; nothing to install but the language itself.',
    'Chapters: problem, first try, second try, what we learnt.',
    'Thanks to my team at {place} for letting me tell this story.',
  ],
  comments: {
    praise: [
      'Watched it at double speed, then again at normal speed. That good.',
      'You left the wrong turns in, and that is where I learnt most.',
      'After years of {subject} I understood something new today.',
      'Used it at work the same day.',
      'Clear sound, big letters, no nonsense.',
      'The drawing at the beginning is all I needed.',
      'My apprentice and I watched it together. Great hour.',
    ],
    talk: [
      'Which editor theme is that?',
      'How would you test this in {place}?',
      'Does it make a difference with newer versions?',
      'Is the repository public?',
      'Would you still use {subject} with a team of thirty?',
      'I do it differently, but now I am not sure any more.',
    ],
    doubt: [
      'Works in {lines} lines because you left the errors out.',
      'I would not do that in {place}, to be honest.',
      'Please zoom in more: I am watching on a phone.',
      'The last ten minutes could be two.',
    ],
  },
};
