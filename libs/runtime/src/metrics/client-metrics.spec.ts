import { status } from '@grpc/grpc-js';
import { EchoService } from '@killrvideo/grpc/testing';
import { Registry } from 'prom-client';

import { clientMetrics } from './client-metrics';

const SERVICE = 'grpc_service="test.Echo"';
const RPC = `grpc_type="unary",${SERVICE},grpc_method="Say"`;

describe('the metrics of calls to other services', () => {
  it('begin at zero for every rpc and code, then count each call once, however often it was tried', async () => {
    const registry = new Registry();
    const clients = clientMetrics(registry);
    const client = { instances: () => ({ known: 3, ejected: 1 }) };
    clients.watch([{ definition: EchoService, client }]);
    const before = await registry.metrics();
    expect(before).toContain(`grpc_client_started_total{${RPC}} 0\n`);
    expect(before.match(new RegExp(`^grpc_client_handled_total{${RPC},.*} 0$`, 'gm'))).toHaveLength(17);
    expect(before).toContain(`grpc_client_retries_total{${SERVICE}} 0\n`);
    expect(before).toContain(`grpc_client_instances{${SERVICE}} 3\n`);
    expect(before).toContain(`grpc_client_ejected_instances{${SERVICE}} 1\n`);

    const method = { service: 'test.Echo', method: 'Say' };
    clients.observer.started(method);
    clients.observer.started(method);
    clients.observer.handled({ ...method, code: status.OK, tries: 2, seconds: 0.2 });
    clients.observer.handled({ ...method, code: status.UNAVAILABLE, tries: 1, seconds: 0.2 });
    const after = await registry.metrics();
    expect(after).toContain(`grpc_client_started_total{${RPC}} 2\n`);
    expect(after).toContain(`grpc_client_handled_total{${RPC},grpc_code="OK"} 1\n`);
    expect(after).toContain(`grpc_client_handled_total{${RPC},grpc_code="Unavailable"} 1\n`);
    expect(after).toContain(`grpc_client_handling_seconds_count{${RPC}} 2\n`);
    expect(after).toContain(`grpc_client_retries_total{${SERVICE}} 1\n`);
  });
});
