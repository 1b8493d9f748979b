import { clientOptions } from './client-options';

const optionsFor = (...contactPoints: string[]) =>
  clientOptions({ contactPoints, dataCenter: 'datacenter1' });

describe('the options of the driver', () => {
  it.each([
    [['10.0.0.1'], ['10.0.0.1:9042'], 9042],
    [['node-1:9043', 'node-2'], ['node-1:9043', 'node-2:9043'], 9043],
    [['[fd00::1]'], ['[fd00::1]:9042'], 9042],
    [['[FD00::1]:9043', '[fd00::2]'], ['[fd00::1]:9043', '[fd00::2]:9043'], 9043],
  ])('for %j have each contact point with its port', (given, contactPoints, port) =>
    expect(optionsFor(...given)).toMatchObject({ contactPoints, protocolOptions: { port } }),
  );

  it('refuse what cannot be read', () => expect(() => optionsFor('::1:9042')).toThrow('stands in brackets'));
});
