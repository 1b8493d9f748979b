import { freePorts } from './free-ports';

const apps = (...ports: [grpc: number, admin: number, internal?: number][]) =>
  ports.map(([grpc, admin, internal]) => ({ ports: { grpc, admin, ...(internal && { internal }) } }));

describe('the ports of a new service', () => {
  it.each([
    ['leave those of KillrVideo free, also of services to come', apps([8101, 8201], [8105, 8205]), 12],
    ['do not follow ports of other ranges', apps([9999, 8209], [50101, 8200]), 12],
    ['are above all gRPC ports', apps([8101, 8201], [8120, 8213]), 21],
    ['are above all admin ports', apps([3000, 8231]), 32],
    ['are above all internal ports', apps([3000, 4000, 8441], [8120, 8220]), 42],
    ['are the last ones', apps([8198, 8298]), 99],
  ])('%s', (_what, given, number) =>
    expect(freePorts(given)).toEqual({
      grpc: 8100 + number,
      admin: 8200 + number,
      internal: 8400 + number,
    }),
  );

  it('are refused where none is left', () =>
    expect(() => freePorts(apps([8199, 8250]))).toThrow('8199, 8299 or 8499 is taken'));
});
