import { status } from '@grpc/grpc-js';
import { Registry } from 'prom-client';

import { callMetrics } from './call-metrics';

const RPC = 'grpc_type="unary",grpc_service="test.Echo",grpc_method="Say"';

describe('the metrics of calls', () => {
  it('begin at zero for every rpc and code, then count what starts and how it ends', async () => {
    const registry = new Registry();
    const calls = callMetrics(registry);
    const methods = [{ path: '/test.Echo/Say' }] as never;
    calls.expect([{ name: 'test.Echo', methods, maxRequestBytes: 1, descriptorSet: new Uint8Array() }]);
    const before = await registry.metrics();
    expect(before).toContain(`grpc_server_started_total{${RPC}} 0\n`);
    expect(before.match(new RegExp(`^grpc_server_handled_total{${RPC},.*} 0$`, 'gm'))).toHaveLength(17);
    expect(before).toContain(`grpc_server_handling_seconds_count{${RPC}} 0\n`);

    const ended = { service: 'test.Echo', method: 'Say', seconds: 0.2, context: undefined as never };
    calls.observeStart('/test.Echo/Say');
    calls.observeStart('/test.Echo/Say');
    calls.observe({ ...ended, code: status.RESOURCE_EXHAUSTED });
    const after = await registry.metrics();
    expect(after).toContain(`grpc_server_started_total{${RPC}} 2\n`);
    expect(after).toContain(`grpc_server_handled_total{${RPC},grpc_code="ResourceExhausted"} 1\n`);
    expect(after).toContain(`grpc_server_handling_seconds_bucket{le="0.25",${RPC}} 1\n`);
  });
});
