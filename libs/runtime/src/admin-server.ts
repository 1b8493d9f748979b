import { createServer, type Server, type ServerResponse } from 'node:http';

import type { Metrics } from './metrics';

export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * HTTP for those who run the service: `/livez` (the process works), `/readyz` (it can serve; 503 says why not) and
 * `/metrics`.
 */
export async function startAdminServer(options: {
  address: string;
  port: number;
  metrics: Metrics;
  /** Why the process cannot serve now, or undefined when it can. */
  notReadyBecause: () => string | undefined;
}): Promise<AdminServer> {
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
  const port = await listen(server, options.address, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
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

function listen(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}
