import { listApps } from '../workspace/apps';
import { portsWantedTwice } from './instances';

const instance = (label: string, grpcPort: number, adminPort: number, secondPort = 0, internalPort = 0) => ({
  label,
  grpcPort,
  adminPort,
  secondPort,
  internalPort,
});

describe('the ports of what is started', () => {
  it('are named with both who want them', () => {
    expect(
      portsWantedTwice([
        instance('comments', 8103, 8203),
        instance('playlists', 8103, 8212),
        instance('outliers', 9999, 8209),
        instance('all-in-one', 50101, 8200, 9999, 8410),
        instance('search', 8110, 8210, 0, 8410),
      ]),
    ).toEqual([
      'comments and playlists cannot both have port 8103.',
      'outliers and all-in-one cannot both have port 9999.',
      'all-in-one and search cannot both have port 8410.',
    ]);
  });

  it('may be free ones, whichever they become', () => {
    expect(portsWantedTwice([instance('comments', 0, 0), instance('comments-2', 0, 0)])).toEqual([]);
  });

  it('differ for all services as their project.json files have them: two branches may have taken the same', () => {
    const services = listApps().filter(({ kind }) => kind === 'service');
    expect(
      portsWantedTwice(
        services.map(({ name, ports }) => instance(name, ports.grpc, ports.admin, 0, ports.internal)),
      ),
    ).toEqual([]);
  });
});
