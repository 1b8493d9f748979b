import { oneOf, variable } from '@killrvideo/runtime';

/** What only this service reads. */
export const searchVariables = {
  typingMistakes: variable({
    name: 'KILLRVIDEO_SEARCH_TYPING_MISTAKES',
    meaning:
      'whether a word that nothing contains also finds words one typing mistake away: `corrected` or `kept`',
    example: 'kept',
    rule: oneOf(['corrected', 'kept'], 'corrected'),
  }),
};
