import type { Theme } from '../theme';

export const music: Theme = {
  name: 'music',
  subjects: [
    ['fingerstyle guitar', 'guitar', 'fingerstyle'],
    ['jazz piano', 'piano', 'jazz'],
    ['the cello', 'cello', 'classical music'],
    ['flamenco rhythm', 'flamenco', 'guitar'],
    ['the tabla', 'tabla', 'indian music', 'percussion'],
    ['the kora', 'kora', 'west african music'],
    ['singing in harmony', 'singing', 'choir'],
    ['the trumpet', 'trumpet', 'brass'],
    ['bossa nova', 'guitar', 'brazilian music'],
    ['the modular synth', 'synthesizer', 'electronic music'],
    ['the fiddle', 'violin', 'folk music'],
    ['drumming with brushes', 'drums', 'jazz'],
    ['the baglama', 'baglama', 'turkish music'],
    ['the ukulele', 'ukulele', 'for beginners'],
  ],
  words: {
    room: ['kitchen', 'stairwell', 'garage', 'old church', 'empty swimming pool'],
    key: ['D minor', 'A major', 'E flat', 'G major', 'C sharp minor'],
    age: ['35', '42', '50', '61', '70'],
    bpm: ['60', '84', '96', '120', '140'],
  },
  forms: [
    {
      title: 'Learning {Subject} at {age}: The First Year',
      about: 'Twelve months of {subject}, recorded once a month. The early ones hurt; I kept them in.',
      tags: ['learning', 'one year'],
    },
    {
      title: '{Subject} in a {Room}',
      about:
        'One take, one microphone, and a {room} that sounds better than it looks: an evening with {subject}.',
      tags: ['live session'],
    },
    {
      title: '{Subject}: One Exercise a Day',
      about: 'Five minutes a day at {bpm} beats: the exercise that changed {subject} for me.',
      tags: ['practice', 'lesson'],
    },
    {
      title: 'Why {Subject} Sounds So Good in {Key}',
      about: 'Open strings, overtones and a little history: what {key} does for {subject}.',
      tags: ['music theory'],
    },
    {
      title: 'Strangers Play Together: {Subject}',
      about: 'Four people who had never met, an hour of rehearsal, and {subject} in the middle of it.',
      tags: ['live session'],
    },
    {
      title: 'The First Lesson: {Subject}',
      about: 'Everything I wish somebody had told me before I began with {subject}.',
      tags: ['lesson', 'for beginners'],
    },
    {
      title: 'Lullaby in {Key}, with {Subject}',
      about: 'Written for a niece who does not sleep. {Subject}, very quietly, in {key}.',
      tags: ['original song'],
    },
  ],
  details: [
    'Notes are free to use; send me your version.',
    'Recorded in one take in a {room}. The bus at 2:14 is real.',
    'The instrument is borrowed, the mistakes are mine.',
    'Best with headphones.',
    'We play again on the first Sunday of each month.',
  ],
  comments: {
    praise: [
      'I had goosebumps from the first note.',
      'The sound of that {room}!',
      'Started with {subject} because of this video.',
      'My grandfather played like this. Thank you for the evening.',
      'You make {key} sound like home.',
      'It is the silence between the notes for me.',
      'On repeat while I work.',
    ],
    talk: [
      'Which microphone is that?',
      'Is there a slower version, about {bpm}?',
      'What strings or sticks do you use?',
      'Could you write down the part in the middle?',
      'I am {age} and thinking of starting. Too late?',
      'Is this an old tune or your own?',
    ],
    doubt: [
      'Lovely, but the left channel is much too loud.',
      'A bit rushed, I would try it at {bpm}.',
      'It starts only in minute four.',
    ],
  },
};
