export { STOP_WORDS } from './stop-words';
export {
  folded,
  formsOf,
  inSmallLetters,
  isPlain,
  shownWordsOf,
  spellingsOf,
  wholeTag,
  wordsOf,
} from './words';
