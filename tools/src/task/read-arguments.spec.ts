import { readTaskArguments, TaskUsageError } from './read-arguments';

const REPAIR = { verb: 'repair', option: 'dry-run', meaning: 'says what is wrong and mends nothing' };
const SERVICES = ['ratings'];

describe('npm run repair --', () => {
  it('takes a service that has a repair, and whether to mend', () => {
    expect(readTaskArguments(REPAIR, ['ratings'], SERVICES, {})).toEqual({ app: 'ratings', passedOn: [] });
    expect(readTaskArguments(REPAIR, ['--dry-run', 'ratings'], SERVICES, {})).toEqual({
      app: 'ratings',
      passedOn: ['--dry-run'],
    });
  });

  it.each([[], ['statistics'], ['users'], ['ratings', 'ratings'], ['ratings', '--force']])(
    'refuses %p %p with its usage',
    (...args) => {
      const read = () => readTaskArguments(REPAIR, args.filter(Boolean), SERVICES, {});
      expect(read).toThrow(TaskUsageError);
      expect(read).toThrow(/usage: npm run repair -- <service> \[--dry-run\][^]*services: ratings;/);
    },
  );

  it('mends nothing where npm kept --dry-run for itself', () =>
    expect(() => readTaskArguments(REPAIR, ['ratings'], SERVICES, { npm_config_dry_run: 'true' })).toThrow(
      'npm run repair -- ratings --dry-run',
    ));
});
