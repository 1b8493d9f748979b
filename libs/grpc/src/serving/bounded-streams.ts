import type { Server, ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js';

import { callSlots, type Slots } from './call-slots';
import { statusOfError } from './status-of-error';

/** Streams cost memory for as long as their callers like. */
const MAX_OPEN_STREAMS = 1000;

type Stream = ServerDuplexStream<unknown, unknown>;
type StreamHandler = (call: Stream) => void;

/**
 * The server as it is given to the standard services, health and reflection. Their calls cost next to nothing and pass
 * no slots, so that they are answered whatever else is at work; but their streams stay open. The number of these is
 * bounded, and shared as the slots for calls are: watchers of health leave some to reflection.
 */
export function withBoundedStreams(server: Server, maxOpen = MAX_OPEN_STREAMS): Server {
  const slots = callSlots(maxOpen, 'too many open streams: try again later');
  const bounded: Pick<Server, 'addService'> = {
    addService(definition, implementation) {
      const handlers: UntypedServiceImplementation = {};
      for (const [name, { requestStream, responseStream, originalName = name }] of Object.entries(
        definition,
      )) {
        const handler = implementation[name] ?? implementation[originalName];
        if (handler === undefined) continue;
        handlers[name] =
          requestStream || responseStream
            ? boundedStream(
                handler as StreamHandler,
                slots.share(`too many open streams of ${name}: try again later`),
              )
            : handler;
      }
      server.addService(definition, handlers);
    },
  };
  return bounded as Server; // they use nothing else of it
}

function boundedStream(handler: StreamHandler, slots: Slots): StreamHandler {
  return (call) => {
    const refusal = slots.take();
    if (refusal !== undefined) return void call.emit('error', statusOfError(refusal));
    call.once('cancelled', () => slots.free()); // said at the end of every call
    handler(call);
    if (call.readable) readNoFasterThanWritten(call);
  };
}

/** Who asks without fetching the answers is not asked on: they would all be kept here. */
function readNoFasterThanWritten(call: Stream): void {
  call.on('data', () => {
    if (!call.writableNeedDrain || call.isPaused()) return;
    call.pause();
    call.once('drain', () => call.resume());
  });
}
