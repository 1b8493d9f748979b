import type { ChannelOptions } from '@grpc/grpc-js';

/** What a channel of ours does otherwise than grpc-js by itself. */
export function channelOptions({
  maxMessageBytes,
  isDirect,
  more,
}: {
  maxMessageBytes: number;
  isDirect: boolean;
  more: ChannelOptions;
}): ChannelOptions {
  return {
    // Each address in its turn; one that does not answer is left out until it does.
    'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
    // A name says where a service is; a record beside it (TXT) must not say how it is called.
    'grpc.service_config_disable_resolution': 1,
    // What is tried again is said by `tries.ts`.
    'grpc.enable_retries': 0,
    // A service that was restarted is to be seen again at once; grpc-js' own pauses grow to two minutes.
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 500,
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc.max_receive_message_length': maxMessageBytes,
    ...(isDirect ? { 'grpc.enable_http_proxy': 0 } : {}),
    ...more,
  };
}
