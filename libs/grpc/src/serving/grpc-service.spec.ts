import { EchoService, echoDescriptorSet } from './echo-service.testing';
import { grpcService } from './grpc-service';

describe('a gRPC service', () => {
  it.each([{ requestStream: true }, { responseStream: true }])(
    'is refused by the name of its rpc where that streams: %j',
    (streams) => {
      const definition = { say: { ...EchoService.say, ...streams } };
      const serve = () =>
        grpcService(definition, { say: async (text) => text }, { descriptorSet: echoDescriptorSet });
      expect(serve).toThrow('/test.Echo/Say streams: only rpcs of one request and one response are served');
    },
  );
});
