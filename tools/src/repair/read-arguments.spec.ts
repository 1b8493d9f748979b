import { readRepairArguments, RepairUsageError } from './read-arguments';

const REPAIRABLE = ['ratings'];

describe('npm run repair --', () => {
  it('takes a service that has a repair, and whether to mend', () => {
    expect(readRepairArguments(['ratings'], REPAIRABLE, {})).toEqual({ app: 'ratings', passedOn: [] });
    expect(readRepairArguments(['--dry-run', 'ratings'], REPAIRABLE, {})).toEqual({
      app: 'ratings',
      passedOn: ['--dry-run'],
    });
  });

  it.each([[], ['statistics'], ['users'], ['ratings', 'ratings'], ['ratings', '--force']])(
    'refuses %p %p with its usage',
    (...args) => {
      const read = () => readRepairArguments(args.filter(Boolean), REPAIRABLE, {});
      expect(read).toThrow(RepairUsageError);
      expect(read).toThrow(/usage: npm run repair -- <service>[^]*services: ratings;/);
    },
  );

  it('mends nothing where npm kept --dry-run for itself', () =>
    expect(() => readRepairArguments(['ratings'], REPAIRABLE, { npm_config_dry_run: 'true' })).toThrow(
      'npm run repair -- ratings --dry-run',
    ));
});
