import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client, credentials } from '@grpc/grpc-js';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';

/** The first calls that an app's project.json names, `npm start` says and README files rely on. */
interface ProjectFile {
  readonly metadata: { readonly examples: readonly { readonly method: string; readonly request: object }[] };
}

/**
 * Makes the first calls of an app of the workspace at `root`, one after the other, and returns the answers. Knows the
 * contract from its `.proto` file alone. Rejects when one is not answered with OK.
 */
export async function callExamples(
  root: string,
  app: string,
  { protoFile, address }: { protoFile: string; address: string },
): Promise<unknown[]> {
  const { metadata } = JSON.parse(
    readFileSync(join(root, 'apps', app, 'project.json'), 'utf8'),
  ) as ProjectFile;
  const contract = loadSync(protoFile, { includeDirs: [join(root, 'proto')], keepCase: true });
  const client = new Client(address, credentials.createInsecure());
  const answers: unknown[] = [];
  try {
    for (const { method, request } of metadata.examples) {
      const [service = '', rpc = ''] = method.split('/');
      const definition = (contract[service] as ServiceDefinition | undefined)?.[rpc];
      if (definition === undefined) throw new Error(`${method} is not in ${protoFile}`);
      const { path, requestSerialize, responseDeserialize } = definition;
      const answer = new Promise((resolve, reject) => {
        client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) =>
          error ? reject(error) : resolve(response),
        );
      });
      answers.push(await answer);
    }
  } finally {
    client.close();
  }
  return answers;
}
