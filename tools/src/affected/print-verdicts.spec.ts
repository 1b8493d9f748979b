import { printVerdicts } from './print-verdicts';

it('prints a table, what is wrong, and the counts last', () => {
  const lines = printVerdicts([
    { change: 'every README', expected: 'nothing', got: 'nothing', problems: [] },
    { change: 'a line', expected: 'core: lint 1', got: 'nothing', problems: ['not affected: core'] },
  ]).split('\n');
  expect(lines).toEqual([
    'change        expected      got      ',
    'every README  nothing       nothing  OK',
    'a line        core: lint 1  nothing  NOT',
    '',
    'NOT: a line',
    '  not affected: core',
    '1 passed, 1 failed',
  ]);
});
