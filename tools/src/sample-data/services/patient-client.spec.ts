import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';

import { mayPass, patientClient } from './patient-client';

const stopAtEnd: (() => void)[] = [];
afterEach(() => {
  for (const stop of stopAtEnd.splice(0).reverse()) stop();
});

/** Answers GetNumberOfPlays with these statuses in turns, then with OK; counts its calls. */
async function serverWith(...failures: status[]): Promise<{ address: string; calls: () => number }> {
  let calls = 0;
  const server = new Server();
  server.addService(Statistics, {
    getNumberOfPlays: (_: unknown, callback: (error: object | null, response?: object) => void) => {
      const code = failures[calls++];
      if (code === undefined) callback(null, { stats: [] });
      else callback({ code, details: 'not now' });
    },
    recordPlaybackStarted: () => {},
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  stopAtEnd.push(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, calls: () => calls };
}

function clientOf(address: string, signal = new AbortController().signal) {
  const client = patientClient([address], { signal, isDirect: true });
  stopAtEnd.push(() => client.close());
  return client;
}

const none = { videoIds: [] };

describe('a patient client', () => {
  it.each([status.UNAVAILABLE, status.RESOURCE_EXHAUSTED, status.DEADLINE_EXCEEDED])(
    'repeats a call that met status %i',
    async (code) => {
      const { address, calls } = await serverWith(code, code);
      expect(await clientOf(address).call(Statistics.getNumberOfPlays, none)).toEqual({ stats: [] });
      expect(calls()).toBe(3);
    },
  );

  it('repeats nothing that a repeat would not mend, and names the call and its answer', async () => {
    const { address, calls } = await serverWith(status.INVALID_ARGUMENT);
    await expect(clientOf(address).call(Statistics.getNumberOfPlays, none)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: 'GetNumberOfPlays answered INVALID_ARGUMENT: not now',
    });
    expect(calls()).toBe(1);
  });

  it('makes one attempt where a repeat might do it twice', async () => {
    const { address, calls } = await serverWith(status.UNAVAILABLE);
    const failure = await clientOf(address)
      .callOnce(Statistics.getNumberOfPlays, none)
      .catch((error: unknown) => error);
    expect(mayPass(failure)).toBe(true);
    expect(calls()).toBe(1);
  });

  it('begins nothing once it is stopped, and stops waiting for a repeat', async () => {
    const { address, calls } = await serverWith(...Array<status>(20).fill(status.UNAVAILABLE));
    const stopped = new AbortController();
    const client = clientOf(address, stopped.signal);
    const waiting = client.call(Statistics.getNumberOfPlays, none);
    stopped.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    const made = calls();
    await expect(client.call(Statistics.getNumberOfPlays, none)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(calls()).toBe(made);
  });
});
