export { STOP_WORDS } from './stop-words';
export { formsOf, inSmallLetters, isPlain, shownWordsOf, spellingsOf, wholeTag, wordsOf } from './words';
