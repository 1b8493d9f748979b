import { constants } from 'node:http2';

import { shownText, type CallContext } from '@killrvideo/core';
import {
  Metadata,
  status,
  type ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
} from '@grpc/grpc-js';

import { contextOfCall, madeContext, noteFailure, REQUEST_ID } from './call-metadata';
import { insideOfCall } from './inside-of-call';
import type { CallOutcome } from './unary';

/**
 * Sees every status before it goes out, whoever has made it: `unary`, the services of health and reflection, or grpc-js
 * by itself (a message that is too large or cannot be unpacked, a deadline that passes before the message is whole).
 * Each gets a text within bounds and the request id beside it. How a call ended is told here when it never came as far
 * as `unary`; streams are not told of, since they last as long as their callers like.
 *
 * It must be the first interceptor: grpc-js sends its own statuses past what others wrap a call into.
 */
export function everyStatus(options: {
  /** How long a call without a deadline may take, in milliseconds. */
  readonly budgetMs: number;
  readonly observeStart?: (path: string) => void;
  readonly observe: (outcome: CallOutcome) => void;
}): ServerInterceptor {
  return ({ path, requestStream, responseStream }, call) => {
    const start = performance.now();
    const { metadata, stream } = insideOfCall(call);
    const isStream = requestStream || responseStream;
    if (!isStream) options.observeStart?.(path);

    /** Who makes the context of a call tells how it ends: `unary`, or for calls that do not come as far this one. */
    const contextToldHere = (code: status, details?: string): CallContext => {
      const context = contextOfCall(metadata, call.getDeadline(), options.budgetMs);
      const [, service = '', method = ''] = path.split('/');
      const seconds = (performance.now() - start) / 1000;
      if (!isStream) options.observe({ service, method, code, seconds, context, details });
      return context;
    };

    const send = call.sendStatus.bind(call);
    call.sendStatus = (sent) => {
      // A reset ends what can be read, too: grpc-js takes it for a call without a message, and answers nobody.
      if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) return send(sent);
      const { code } = sent;
      if (code !== status.OK) noteFailure(metadata, code);
      const details = shownText(sent.details);
      const trailer = sent.metadata ?? new Metadata();
      trailer.set(REQUEST_ID, (madeContext(metadata) ?? contextToldHere(code, details)).requestId);
      send({ code, details, metadata: trailer });
    };
    stream.once('close', () => {
      if (madeContext(metadata) === undefined) contextToldHere(givenUp(call));
    });
    return call as ServerInterceptingCall;
  };
}

/** A call that its caller did not wait for. */
function givenUp(call: ServerInterceptingCallInterface): status {
  return Number(call.getDeadline()) <= Date.now() ? status.DEADLINE_EXCEEDED : status.CANCELLED;
}
