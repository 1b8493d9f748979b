import { tellsOfAnother } from '@killrvideo/grpc-client';
import { status } from '@grpc/grpc-js';

/** What an instance is to blame for. An answer such as NOT_FOUND is none of these: it comes from one that works. */
const FAILURES: readonly status[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.INTERNAL];

const FAILURES_IN_A_ROW = 3;
/** One that was asked and has said nothing for so long hangs, whatever time its calls still have. */
const SILENT_AFTER_MS = 1000;
const FIRST_LEFT_MS = 1000;
const LONGEST_LEFT_MS = 30_000;
/** At most so much of the instances is left alone at once. */
const LARGEST_SHARE = 0.5;
/** So many calls may always wait for an instance. */
const NO_CROWD = 4;
/** More wait for it only up to so many times as for another that is well, on average. */
const CROWD = 2;

/** How the instances of one service do, by the calls of this process. */
export interface InstanceRecords {
  /** These are all there are; of others nothing is kept. */
  keep(addresses: readonly string[]): void;
  /**
   * Whether a call may go there: not many more wait there than elsewhere, and the instance is not left alone, or it is
   * time for a call that tries it.
   */
  mayBeCalled(address: string): boolean;
  /** Whether its last answer was no failure of its own, and no other call waits for it in vain. */
  isWell(address: string): boolean;
  /** A call goes there; gives what is to be told at its end. */
  started(address: string): (code: status, details: string) => void;
  known(): number;
  /** How many of them are left alone. */
  ejected(): number;
  /** Whether a call that failed may do better elsewhere. */
  someAreWell(): boolean;
}

interface Instance {
  failuresInARow: number;
  hasAnswered: boolean;
  callsAtWork: number;
  /** When something was heard of it, or the first of the calls at work began. */
  heardAt: number;
  /** While it is left alone: until when. */
  leftUntil: number | undefined;
  /** How often it was, one time soon after the other. */
  timesLeft: number;
  backSince: number;
  /** Whether a call tries it, after its time. */
  isTried: boolean;
}

/**
 * Leaves instances alone that do not work: after three failures in a row, or when one has said nothing for a second
 * although it was asked. The first time for 1 s, then for twice as long each, up to 30 s; afterwards one call tries it,
 * and any good answer brings it back, also a late one: what is slow, or has long work to do, is away for moments only.
 * Until a second has passed few calls are lost to one that hangs: it is passed over while more than four wait for it, and
 * more than twice as many as for others that are well. An instance is left alone only where another one is well, and at
 * most half of them are: when all fail, it is not this one's fault, and one place to go is better than none.
 *
 * grpc-js' own `outlier_detection` (1.14.7) takes every status but OK for a failure, counts only calls that have ended,
 * so that one which hangs is noticed when its callers' patience ends, brings an instance back with its whole share of
 * calls, and tells nobody whom it has ejected.
 */
export function instanceRecords(now: () => number = () => performance.now()): InstanceRecords {
  const instances = new Map<string, Instance>();

  const at = (address: string): Instance => {
    let found = instances.get(address);
    if (found === undefined) instances.set(address, (found = newcomer()));
    return found;
  };
  const isSilent = (each: Instance): boolean =>
    each.callsAtWork > 0 && now() - each.heardAt > SILENT_AFTER_MS;
  const isWell = (each: Instance): boolean =>
    each.leftUntil === undefined && each.failuresInARow === 0 && !isSilent(each);
  const wellBeside = (instance: Instance): Instance[] =>
    [...instances.values()].filter((each) => each !== instance && each.hasAnswered && isWell(each));
  /** For one that fails at once no call waits: it is no measure. */
  const isCrowded = (instance: Instance): boolean => {
    if (instance.callsAtWork <= NO_CROWD) return false;
    const others = wellBeside(instance);
    const waiting = others.reduce((sum, each) => sum + each.callsAtWork, 0);
    return others.length > 0 && instance.callsAtWork > (CROWD * waiting) / others.length;
  };
  const ejected = (): number => [...instances.values()].filter((each) => each.leftUntil !== undefined).length;

  const leaveAlone = (instance: Instance): void => {
    instance.leftUntil = now() + Math.min(LONGEST_LEFT_MS, FIRST_LEFT_MS * 2 ** instance.timesLeft);
    instance.timesLeft++;
  };
  const leaveIfAnotherIsWell = (instance: Instance): void => {
    const isTooMany = ejected() + 1 > instances.size * LARGEST_SHARE;
    if (isTooMany || wellBeside(instance).length === 0) return;
    if (now() - instance.backSince > LONGEST_LEFT_MS) instance.timesLeft = 0;
    leaveAlone(instance);
  };

  const failed = (instance: Instance, wasTrial: boolean): void => {
    instance.failuresInARow++;
    if (wasTrial) return leaveAlone(instance);
    if (instance.leftUntil === undefined && instance.failuresInARow >= FAILURES_IN_A_ROW) {
      leaveIfAnotherIsWell(instance);
    }
  };
  const answered = (instance: Instance): void => {
    instance.hasAnswered = true;
    instance.failuresInARow = 0;
    if (instance.leftUntil === undefined) return;
    instance.leftUntil = undefined;
    instance.backSince = now();
  };

  return {
    keep(addresses) {
      for (const address of instances.keys()) if (!addresses.includes(address)) instances.delete(address);
      for (const address of addresses) at(address);
    },
    mayBeCalled(address) {
      const instance = at(address);
      if (instance.leftUntil === undefined && isSilent(instance)) leaveIfAnotherIsWell(instance);
      if (isCrowded(instance)) return false;
      return instance.leftUntil === undefined || (now() >= instance.leftUntil && !instance.isTried);
    },
    isWell: (address) => isWell(at(address)),
    started(address) {
      const instance = at(address);
      const isTrial = instance.leftUntil !== undefined && now() >= instance.leftUntil && !instance.isTried;
      if (isTrial) instance.isTried = true;
      if (instance.callsAtWork++ === 0) instance.heardAt = now();
      return (code, details) => {
        instance.callsAtWork--;
        if (isTrial) instance.isTried = false;
        const isAnswer = !FAILURES.includes(code) || tellsOfAnother({ code, details });
        if (code === status.CANCELLED) return; // by us: of the instance nothing was heard
        if (isAnswer || code !== status.DEADLINE_EXCEEDED) instance.heardAt = now();
        if (isAnswer) answered(instance);
        else failed(instance, isTrial);
      };
    },
    known: () => instances.size,
    ejected,
    someAreWell: () => [...instances.values()].some(isWell),
  };
}

function newcomer(): Instance {
  return {
    ...{ failuresInARow: 0, hasAnswered: false, callsAtWork: 0, heardAt: -Infinity },
    ...{ leftUntil: undefined, timesLeft: 0, backSince: -Infinity, isTried: false },
  };
}
