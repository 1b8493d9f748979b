import type { Remarks } from './theme';

/** What people say under videos of any kind. `{minute}` and `{second}` name a place in the video. */
export const EVERYDAY: Remarks = {
  praise: [
    'Thank you for sharing this.',
    'Subscribed!',
    'Came for the title, stayed until the end.',
    'This deserves far more views.',
    'You can tell how much work is in this.',
    'Made my day.',
    'Watched it twice already.',
    'Please make a second part.',
    'Exactly what I was looking for.',
    'Lovely, just lovely.',
    'The moment at {minute}:{second} is gold.',
    'I rewound to {minute}:{second} five times.',
    'Shared it with half of my family.',
    'Short and to the point, thank you.',
    'Love from the other end of the world.',
    '❤️',
    '👏👏👏',
  ],
  talk: [
    'What do you use for the subtitles?',
    'Who else is watching this on the train?',
    'When does the next one come out?',
    'What is the song at {minute}:{second}?',
    'Can somebody explain what happens at {minute}:{second}?',
    'A friend sent me here.',
    'First time on this channel, where should I go on?',
    'Is there a longer version?',
    'The algorithm brought me here, and for once it was right.',
    'Late to the party, but here I am.',
  ],
  doubt: [
    'The sound is a bit low.',
    'Could have been half as long.',
    'Not my favourite of yours.',
    'From {minute}:{second} on I was lost.',
    'Hm, not convinced.',
  ],
};

/** How the one who made a video answers under it. */
export const ANSWERS: readonly string[] = [
  'Thank you all, I read every comment!',
  'Good question, I will answer it in the next one.',
  'Thanks! That took a whole weekend.',
  'You are right, I will add a note about that.',
  'So glad it helped.',
  'Second part is coming, promise.',
  'That made me smile, thank you.',
  'Good catch at {minute}:{second}, I had not seen that myself.',
  'Yes, feel free to share it.',
];

/** Last sentences of descriptions of any kind. */
export const CLOSINGS: readonly string[] = [
  'Questions? Ask below, I answer all of them.',
  'If you like it, tell a friend.',
  'New video every other Sunday.',
  'Subtitles in English and Spanish.',
  'Feedback is welcome, also the honest kind.',
  'Made with more time than money.',
];
