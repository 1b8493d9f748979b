/** The input is not what it would have to be; the message says what it seems to be and what to do. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
}
