import { portionsOf } from './portions';

it.each([
  [[], []],
  [[1], [[1]]],
  [
    [1, 2, 3, 4],
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    [1, 2, 3, 4, 5],
    [[1, 2], [3, 4], [5]],
  ],
])('%j two at a time is %j', (items, portions) => expect(portionsOf(items, 2)).toEqual(portions));
