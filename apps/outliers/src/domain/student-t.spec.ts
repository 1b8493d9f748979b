import recorded from '../../fixtures/methods.json';
import { studentT } from './student-t';

const cases = recorded.t as [degrees: number, tail: number, t: number][];

describe('Student’s t', () => {
  it.each([...new Set(cases.map(([degrees]) => degrees))])(
    'with %d degrees of freedom is scipy’s',
    (wanted) => {
      for (const [degrees, tail, t] of cases.filter(([degrees]) => degrees === wanted)) {
        const distribution = studentT(degrees);
        expect(Math.abs(distribution.quantileOfTail(tail) / t - 1)).toBeLessThan(1e-8);
        expect(Math.abs(distribution.tail(t) / tail - 1)).toBeLessThan(1e-7);
      }
    },
  );
});
