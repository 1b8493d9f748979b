import type { App } from '../workspace/apps';
import { readStartArguments } from './read-arguments';

const APPS: App[] = [
  { name: 'comments', kind: 'service', examples: [], ports: { grpc: 8103, admin: 8203 } },
  { name: 'statistics', kind: 'service', examples: [], ports: { grpc: 8105, admin: 8205 } },
  { name: 'all-in-one', kind: 'composition', examples: [], ports: { grpc: 50101, admin: 8200 } },
];
const read = (...args: string[]) => {
  const { apps, ...rest } = readStartArguments(args, APPS, {});
  return { apps: apps.map(({ name }) => name), ...rest };
};

describe('npm start --', () => {
  it('starts every service as a process of its own, not all-in-one', () =>
    expect(read()).toEqual({
      apps: ['comments', 'statistics'],
      instances: 1,
      freePorts: false,
      sampleData: true,
    }));

  it('starts what is named', () =>
    expect(read('all-in-one', '--instances', '3', '--free-ports', '--no-sample-data')).toEqual({
      apps: ['all-in-one'],
      instances: 3,
      freePorts: true,
      sampleData: false,
    }));

  it.each([['users'], ['--instances', '0'], ['--instances', 'x'], ['--instances'], ['--loud']])(
    'refuses %p %p with its usage',
    (...args) => expect(() => read(...args.filter(Boolean))).toThrow(/usage: npm start/),
  );
});
