/** A number as a sentence shows it: four digits are enough to see what is meant. */
export function inWords(value: number): string {
  return String(Number(value.toPrecision(4)));
}
