import type { CallContext, CallEnd, CallOrigin } from './call-context';
import { callSignal, type CallSignal } from './call-signal';

/** A context and how to tell of its end. */
export interface OwnCall extends CallContext {
  /** Nobody waits any more: the call was answered, or given up. Of several ends the first counts. */
  end(why?: CallEnd): void;
}

/** A call from outside. Whoever makes it ends it: its signal has a timer until then, or until the deadline. */
export function callFrom(origin: CallOrigin, deadline: number): OwnCall {
  return new Call(origin, deadline, NOBODY);
}

/** Work that no call from outside has asked for; `name` stands where others have a request id. */
export function ownCall(name: string, deadline: number): OwnCall {
  return callFrom({ requestId: name, traceparent: undefined, tracestate: undefined }, deadline);
}

/** The same call with less time. */
export function sooner(call: CallContext, deadline: number): CallContext {
  return new Call(call, Math.min(call.deadline, deadline), [call]);
}

/**
 * Work that several calls wait for: under the name of the first, for as long as the most patient waits but not beyond
 * `deadline`, and over when all of them are.
 */
export function callOfAll(calls: readonly [CallContext, ...CallContext[]], deadline: number): OwnCall {
  const latest = Math.max(...calls.map((call) => call.deadline));
  return new Call(calls[0], Math.min(latest, deadline), calls);
}

const NOBODY: readonly CallContext[] = [];

/** A class, since every call makes one: getters of an object literal take half a microsecond, those of a class nothing. */
class Call implements OwnCall {
  readonly requestId: string;
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
  readonly deadline: number;
  /** The calls for which this is done; it is over when they all are. Empty for a call that only `end` can end. */
  readonly #waiting: readonly CallContext[];
  #end: CallEnd | undefined;
  #signal: CallSignal | undefined;

  constructor(
    { requestId, traceparent, tracestate }: CallOrigin,
    deadline: number,
    waiting: readonly CallContext[],
  ) {
    this.requestId = requestId;
    this.traceparent = traceparent;
    this.tracestate = tracestate;
    this.deadline = deadline;
    this.#waiting = waiting;
  }

  get over(): CallEnd | undefined {
    if (this.#end !== undefined) return this.#end;
    if (performance.now() >= this.deadline) return 'deadline-exceeded';
    return this.#waiting.every(({ over }) => over !== undefined) ? this.#waiting[0]?.over : undefined;
  }

  get signal(): AbortSignal {
    this.#signal ??= callSignal(this, this.#waiting);
    return this.#signal.signal;
  }

  end(why: CallEnd = 'cancelled'): void {
    this.#end ??= this.over ?? why;
    this.#signal?.look();
  }
}
