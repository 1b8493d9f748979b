import { status } from '@grpc/grpc-js';
import { BusyService, EchoService } from '@killrvideo/grpc/testing';
import { grpcCaller, type GrpcCaller } from '@killrvideo/grpc-client/testing';
import { eventually, sleep, useOwnEtcd } from '@killrvideo/testing';

import { bundledBeside, endChildren, startChild, type ChildOfSpec } from './testing/child-process.testing';

/** How long a caller from outside waits. */
const PATIENCE_MS = 5000;
const CALLS_A_SECOND = 100;
/** On a machine that others use, too; who waits for an instance that hangs waits for longer. */
const QUICK_MS = 1500;

const etcd = useOwnEtcd(() => []);
const closeAtEnd: (() => void)[] = [];
let script: string;
beforeAll(async () => (script = await bundledBeside('services-that-call.testing.ts')), 60_000);
afterEach(async () => {
  for (const close of closeAtEnd.splice(0)) close();
  await endChildren();
});

interface Running {
  readonly child: ChildOfSpec;
  readonly address: string;
  readonly admin: string;
  readonly caller: GrpcCaller;
}

async function start(modules: string, environment: Record<string, string> = {}): Promise<Running> {
  const child = startChild(script, {
    ...{ MODULES: modules, KILLRVIDEO_ETCD_ENDPOINTS: `127.0.0.1:${etcd().port}` },
    ...environment,
  });
  const { address, admin } = JSON.parse(await child.says('listening')) as { address: string; admin: string };
  const caller = grpcCaller(address);
  closeAtEnd.push(() => caller.close());
  return { child, address, admin, caller };
}

const startCalled = async (): Promise<Running> => {
  const started = await start('called');
  await started.child.says('registered');
  return started;
};

/** How one call ended, and when it began in milliseconds of the load. */
interface Ended {
  readonly at: number;
  readonly ms: number;
  readonly code: status;
  /** The process that answered, by its id. */
  readonly by: string;
}

/** Calls at a steady rate for so long, whatever becomes of the calls. */
async function load({ caller }: Running, seconds: number): Promise<Ended[]> {
  const began = performance.now();
  const calls: Promise<Ended>[] = [];
  for (let each = 0; each < seconds * CALLS_A_SECOND; each++) {
    await sleep(began + (each * 1000) / CALLS_A_SECOND - performance.now());
    const at = performance.now();
    calls.push(
      caller
        .call(BusyService.wait, { text: 'moin' }, { timeoutMs: PATIENCE_MS })
        .then(({ code, response }) => ({
          ...{ at: at - began, ms: performance.now() - at, code, by: response?.text ?? '' },
        })),
    );
  }
  return Promise.all(calls);
}

function p99(calls: readonly Ended[]): number {
  return calls.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(calls.length * 0.99)] ?? 0;
}

function errors(calls: readonly Ended[]): number {
  return calls.filter(({ code }) => code !== status.OK).length;
}

const from = (ms: number, calls: readonly Ended[]): Ended[] => calls.filter(({ at }) => at >= ms);

const answersBy = async (calling: Running): Promise<string[]> =>
  (await load(calling, 0.3)).map(({ by }) => by);

/** A service that calls another one with three instances, all of them connected. */
async function scene(): Promise<{ calling: Running; called: readonly Running[]; one: Running }> {
  const called = await Promise.all([startCalled(), startCalled(), startCalled()]);
  const calling = await start('calling');
  await eventually(async () => expect(new Set(await answersBy(calling)).size).toBe(3));
  return { calling, called, one: called[0] };
}

const be = ({ caller }: Running, mode: string) => caller.ok(EchoService.say, { text: `be ${mode}` });

const isUsedAgain = (calling: Running, { child }: Running) =>
  eventually(async () => expect(await answersBy(calling)).toContain(String(child.pid)));

const metric = async ({ admin }: Running, name: string): Promise<string[]> =>
  (await (await fetch(`http://${admin}/metrics`)).text()).split('\n').filter((line) => line.startsWith(name));

// The bounds are what callers may rely on with what a busy machine adds; ADR 025 has what was measured.
describe('a service that calls another one', () => {
  it('answers as quickly as that while all is well, and counts its calls', async () => {
    const { calling } = await scene();
    const calls = await load(calling, 1);
    expect(errors(calls)).toBe(0);
    expect(p99(calls)).toBeLessThan(QUICK_MS);
    const of = 'grpc_service="test.Echo"';
    expect(await metric(calling, 'grpc_client_')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`^grpc_client_started_total{.*${of},grpc_method="Say"} [1-9]`),
        expect.stringMatching(`^grpc_client_handled_total{.*${of},.*grpc_code="OK"} [1-9]`),
        expect.stringMatching(`^grpc_client_handled_total{.*${of},.*grpc_code="Unavailable"} \\d`),
        expect.stringMatching(`^grpc_client_handling_seconds_count{.*${of},.*} [1-9]`),
        `grpc_client_instances{${of}} 3`,
        `grpc_client_ejected_instances{${of}} 0`,
        expect.stringMatching(`^grpc_client_retries_total{${of}} \\d`),
      ]),
    );
  }, 60_000);

  it('leaves an instance whose process is stopped within 3 s, without an error, and takes it back', async () => {
    const { calling, one } = await scene();
    one.child.kill('SIGSTOP');
    const calls = await load(calling, 5);
    expect(errors(calls)).toBe(0);
    expect(p99(from(3000, calls))).toBeLessThan(QUICK_MS);
    one.child.kill('SIGCONT');
    await isUsedAgain(calling, one);
  }, 60_000);

  it('leaves an instance that answers nothing within 3 s, and few calls fail before', async () => {
    const { calling, one } = await scene();
    await be(one, 'hangs');
    const calls = await load(calling, 5);
    expect(errors(calls)).toBeLessThan(50); // a third of all if it were not left
    expect(errors(from(3000, calls))).toBeLessThanOrEqual(1); // a call that tries it
    expect(p99(from(3000, calls))).toBeLessThan(QUICK_MS);
    expect(await metric(calling, 'grpc_client_ejected_instances')).toEqual([expect.stringMatching(/ 1$/)]);
    await be(one, 'well');
    await isUsedAgain(calling, one);
  }, 60_000);

  it('is slow, and without an error, where all instances answer after 2 s', async () => {
    const { calling, called } = await scene();
    for (const each of called) await be(each, 'slow');
    const calls = await load(calling, 3);
    expect(errors(calls)).toBe(0);
    expect(p99(calls)).toBeLessThan(2000 + QUICK_MS);
  }, 60_000);

  it('has no errors by one of three that is UNAVAILABLE, and few by one that fails otherwise', async () => {
    const { calling, one } = await scene();
    await be(one, 'unavailable');
    expect(errors(await load(calling, 3))).toBe(0);
    await be(one, 'well');
    await isUsedAgain(calling, one);
    await be(one, 'internal');
    const calls = await load(calling, 3);
    expect(errors(calls)).toBeLessThan(20); // three in a row, what was under way, and those that try it
    expect(p99(calls)).toBeLessThan(QUICK_MS);
  }, 60_000);

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'has no errors by one of three that ends at %s',
    async (signal) => {
      const { calling, one } = await scene();
      const loading = load(calling, 2);
      await sleep(500);
      one.child.kill(signal);
      const calls = await loading;
      expect(errors(calls)).toBe(0);
      expect(p99(calls)).toBeLessThan(QUICK_MS);
    },
    60_000,
  );

  it('says so at once while all have gone, serves, and calls who comes at another address within a second', async () => {
    const { calling, called } = await scene();
    for (const { child } of called) child.kill('SIGKILL');
    await Promise.all(called.map(({ child }) => child.exited()));
    const gone = await load(calling, 1);
    expect(new Set(gone.map(({ code }) => code))).toEqual(new Set([status.UNAVAILABLE]));
    expect(p99(gone)).toBeLessThan(QUICK_MS);
    expect((await fetch(`http://${calling.admin}/readyz`)).status).toBe(200);
    await startCalled();
    await sleep(1000);
    const moved = await load(calling, 1);
    expect(errors(moved)).toBe(0);
    expect(p99(moved)).toBeLessThan(QUICK_MS);
  }, 60_000);

  it('calls a service of its own process without etcd, and another where it is told so', async () => {
    const away = { KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1' };
    const both = await start('called,calling', away);
    expect(new Set(await answersBy(both))).toEqual(new Set([String(both.child.pid)]));
    const told = await start('calling', { ...away, KILLRVIDEO_ECHO_ADDRESSES: both.address });
    expect(new Set(await answersBy(told))).toEqual(new Set([String(both.child.pid)]));
    const { port } = new URL(`http://${both.address}`);
    const byName = await start('calling', { ...away, KILLRVIDEO_SERVICE_DNS_NAME: `localhost:${port}` });
    expect(new Set(await answersBy(byName))).toEqual(new Set([String(both.child.pid)]));
  }, 60_000);

  it('ends in order at SIGTERM, once its calls are answered', async () => {
    const { calling, called } = await scene();
    for (const each of called) await be(each, 'slow');
    const loading = load(calling, 0.5);
    await sleep(700);
    calling.child.kill('SIGTERM');
    expect(errors(await loading)).toBe(0);
    expect(await calling.child.exited()).toBe(0);
  }, 60_000);
});
