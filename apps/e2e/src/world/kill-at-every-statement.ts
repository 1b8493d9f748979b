import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { eventually, startCqlProxy, type CqlProxy, type HeldCall, type Moment } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { killInstance, startInstance, type Instance } from './instance';
import { world } from './world';

/** A call whose process is killed under it. */
export interface DoomedCall {
  /** Each of its statements holds one of these values, ids or texts, and no statement of another call does. */
  readonly values: readonly string[];
  /** Makes it, and says how it was answered. */
  make(caller: GrpcCaller): Promise<status>;
  /** Passes when what follows the answer is done; without it, the answer is the end. */
  isDone?(): Promise<void>;
  /** Whether the call is answered though this statement is held: then it is killed once it has the answer. */
  isAnsweredAt?(statement: string): boolean;
  /** What must hold after the kill. */
  check(kill: Kill): Promise<void>;
}

/** At which statement a call's process was killed, and how the call was answered. */
export interface Kill {
  readonly statement: string;
  readonly code: status;
}

export const MOMENTS: readonly Moment[] = ['before', 'after', 'late'];
/** A late statement has reached Cassandra so long after the kill. */
export const LATE_LANDED_MS = 1000;

/** Calls under which a process is killed at once: to start one takes far longer than a call. */
const CALLS_A_KILL = 8;
/** Held for longer, a statement would be given up. Calls that are not held by then are made again in the next process. */
const HELD_AT_MOST_MS = 3000;
/** Far more than a busy machine needs. */
const MOST_KILLS = 50;

/**
 * Kills a process of the app at every statement of a call: at each, under one call of each of `begins`. Several calls
 * of a process are held, each at its own statement, and then it is killed: each call ends where it would have ended
 * alone. Returns the statements of the call.
 */
export async function killAtEveryStatement(
  app: string,
  moment: Moment,
  begins: readonly (() => Promise<DoomedCall>)[],
): Promise<readonly string[]> {
  const proxy = await startCqlProxy(world.cassandra);
  const start = () => startInstance(app, { KILLRVIDEO_CASSANDRA_CONTACT_POINTS: proxy.address });
  let starting = start();
  try {
    const statements = await statementsOf(await begins[0]!(), await starting, proxy);
    let left = statements.flatMap((_, index) => begins.map((begin) => ({ begin, n: index + 1 })));
    for (let kills = 0; left.length > 0; kills++) {
      if (kills === MOST_KILLS) throw new Error(`these are never held: ${JSON.stringify(left)}`);
      const calls = await Promise.all(
        left.slice(0, CALLS_A_KILL).map(async (each) => ({ ...each, call: await each.begin() })),
      );
      const { killed, missed } = await killUnder(calls, moment, await starting, proxy);
      left = [...missed, ...left.slice(CALLS_A_KILL)];
      if (left.length > 0) starting = start(); // while the checks go on
      await Promise.all(killed.map(({ call, kill }) => call.check(kill)));
    }
    return statements;
  } finally {
    await starting.then(killInstance, () => {});
    proxy.close();
  }
}

/** All that a call sends when nobody kills its process. */
async function statementsOf(
  call: DoomedCall,
  { caller }: Instance,
  proxy: CqlProxy,
): Promise<readonly string[]> {
  const { statements } = proxy.hold(call.values, Infinity, 'before');
  expect(await call.make(caller)).toBe(status.OK);
  await eventually(() => call.isDone?.());
  return [...statements];
}

interface CallAt {
  readonly begin: () => Promise<DoomedCall>;
  readonly n: number;
  readonly call: DoomedCall;
}

/** Kills the process when each call is held at its n-th statement; calls that took too long to get there are missed. */
async function killUnder(calls: readonly CallAt[], moment: Moment, instance: Instance, proxy: CqlProxy) {
  const made = calls.map((each) => {
    const held = proxy.hold(each.call.values, each.n, moment);
    return { ...each, held, answer: each.call.make(instance.caller) };
  });
  await eventually(() => expect(made.some(({ held }) => held.isHeld)).toBe(true));
  await eventually(() => {
    expect(made.every(({ held }) => held.isHeld)).toBe(true);
  }, HELD_AT_MOST_MS).catch(() => {});
  const answered = made.filter(({ call, held }) => held.isHeld && call.isAnsweredAt?.(statementOf(held)));
  await Promise.all(answered.map(({ answer }) => answer));
  instance.process.kill('SIGKILL');
  const codes = await Promise.all(made.map(({ answer }) => answer));
  await killInstance(instance);
  return {
    killed: made.flatMap(({ call, held }, index) =>
      held.isHeld ? [{ call, kill: { statement: statementOf(held), code: codes[index] as status } }] : [],
    ),
    missed: made.filter(({ held }) => !held.isHeld),
  };
}

/** The statement at which a call is held. */
function statementOf({ statements }: HeldCall): string {
  return statements.at(-1) ?? '';
}
