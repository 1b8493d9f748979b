import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Metrics } from './metrics/metrics';
import type { Part } from './parts';
import { takePort } from './take-port';

/** HTTP for those who run the service, as a part of its process. */
export interface AdminListener {
  readonly part: Part;
  /** The port it has; only while it runs. */
  port(): number;
}

/** `/livez` (the process works), `/readyz` (all its services can serve; 503 says which of them waits for what) and `/metrics`. */
export function adminListener(options: {
  readonly address: string;
  readonly port: number;
  /** The variable that chooses another port. */
  readonly variable: string;
  readonly metrics: Metrics;
  /** Why the process cannot serve now, or undefined when it can. */
  readonly notReadyBecause: () => string | undefined;
}): AdminListener {
  const server = createServer((request, response) => {
    switch (request.url?.split('?')[0]) {
      case '/livez':
        return answer(response, 200, 'ok\n');
      case '/readyz': {
        const reason = options.notReadyBecause();
        return answer(response, reason === undefined ? 200 : 503, `${reason ?? 'ok'}\n`);
      }
      case '/metrics':
        options.metrics.text().then(
          (text) => answer(response, 200, text, options.metrics.contentType),
          () => answer(response, 500, 'the metrics could not be collected\n'),
        );
        return;
      default:
        return answer(response, 404, 'try /livez, /readyz or /metrics\n');
    }
  });
  server.requestTimeout = 5000;
  let bound: number | undefined;

  return {
    part: {
      name: 'the admin server',
      async start() {
        bound = await takePort(options.port, options.variable, () =>
          listen(server, options.address, options.port),
        );
      },
      stop: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
    port() {
      if (bound === undefined) throw new Error('the admin server does not run');
      return bound;
    },
  };
}

function answer(
  response: ServerResponse,
  code: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response.writeHead(code, { 'content-type': contentType }).end(text);
}

async function listen(server: Server, address: string, port: number): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening'); // rejects when that fails
  return (server.address() as AddressInfo).port;
}
