import type { Theme } from '../theme';

export const photography: Theme = {
  name: 'photography',
  subjects: [
    ['street portraits', 'portraits', 'street photography'],
    ['night skies', 'astrophotography', 'landscape'],
    ['black and white film', 'film photography', 'darkroom'],
    ['birds in flight', 'wildlife', 'birds'],
    ['window light', 'portraits', 'lighting'],
    ['fog', 'landscape', 'weather'],
    ['macro pictures of insects', 'macro', 'insects'],
    ['old buildings', 'architecture', 'city'],
    ['long exposures', 'landscape', 'technique'],
    ['family albums', 'family', 'documentary'],
    ['pinhole cameras', 'film photography', 'build'],
    ['food pictures', 'still life', 'food'],
  ],
  words: {
    lens: ['a 50mm lens', 'a 28mm lens', 'a pocket camera', 'a phone', 'one old lens'],
    city: ['Mumbai', 'Glasgow', 'Osaka', 'Naples', 'Lagos', 'Valparaíso'],
    pictures: ['twelve', 'thirty-six', 'a hundred', 'a thousand'],
    hour: ['five in the morning', 'noon', 'the blue hour', 'midnight'],
  },
  forms: [
    {
      title: '{Subject} with {Lens}',
      about: 'One day, {lens}, and {subject}: limits are a good teacher.',
      tags: ['one lens'],
    },
    {
      title: '{Subject} in {city}',
      about: 'Two days in {city}, looking for {subject} and finding company.',
      tags: ['photo walk'],
    },
    {
      title: '{Pictures} Pictures, One Keeper: {Subject}',
      about: 'I took {pictures} pictures and kept one. How I choose, using {subject} as the example.',
      tags: ['editing'],
    },
    {
      title: 'Getting Started with {Subject}',
      about: 'Settings, light and manners: all you need to begin with {subject} this weekend.',
      tags: ['for beginners', 'tutorial'],
    },
    {
      title: 'Out at {Hour}: {Subject}',
      about:
        'Alarm, coffee, cold hands. There is no better time for {subject} than {hour}, and this is the proof.',
      tags: ['behind the scenes'],
    },
    {
      title: 'What {Subject} Taught Me About Patience',
      about: 'A year with {subject}, and why I now take fewer pictures than ever.',
      tags: ['essay'],
    },
  ],
  details: [
    'All pictures were taken with {lens}, none of them staged.',
    'Everybody shown here agreed to be in the film.',
    'Settings are in the corner of each picture.',
    'Prints hang in a café in {city} until the end of the month.',
    'The tripod is held together by tape and hope.',
  ],
  comments: {
    praise: [
      'The third picture stopped my breath.',
      'Went out at {hour} because of you, and came home happy.',
      'You see things I walk past every day.',
      'Sold my big bag, bought {lens}. No regrets.',
      'Best introduction to {subject} I know.',
      'How you talk to people before you take the camera up: that is the lesson.',
    ],
    talk: [
      'How do you ask people in {city}?',
      'Which film is that?',
      'Do you edit on the road or at home?',
      'Would {lens} be enough for a wedding?',
      'How do you back up {pictures} pictures?',
      'What do you do when it rains?',
    ],
    doubt: [
      'Nice, but a bit too much contrast for me.',
      'With {lens} I would have stood closer.',
      'Half of this is about coffee.',
    ],
  },
};
