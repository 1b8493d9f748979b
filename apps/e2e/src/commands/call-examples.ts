import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { grpcClient } from '@killrvideo/grpc-client';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';

/** The first calls that an app's project.json names, `npm start` says and README files rely on. */
interface ProjectFile {
  readonly metadata: { readonly examples: readonly { readonly method: string; readonly request: object }[] };
}

/** Whom to call, and the `.proto` file that says how. */
interface Callee {
  readonly protoFile: string;
  readonly address: string;
}

/** Makes the first calls of an app of the workspace at `root`; see `callByContract`. */
export async function callExamples(root: string, app: string, callee: Callee): Promise<unknown[]> {
  const { metadata } = JSON.parse(
    readFileSync(join(root, 'apps', app, 'project.json'), 'utf8'),
  ) as ProjectFile;
  return callByContract(root, metadata.examples, callee);
}

/**
 * Makes calls one after the other, and returns the answers. Knows the contract of the workspace at `root` from its `.proto`
 * file alone. Rejects when one is not answered with OK.
 */
export async function callByContract(
  root: string,
  calls: ProjectFile['metadata']['examples'],
  { protoFile, address }: Callee,
): Promise<unknown[]> {
  const contract = loadSync(protoFile, { includeDirs: [join(root, 'proto')], keepCase: true });
  const client = grpcClient([address]);
  const answers: unknown[] = [];
  try {
    for (const { method, request } of calls) {
      const [service = '', rpc = ''] = method.split('/');
      const definition = (contract[service] as ServiceDefinition | undefined)?.[rpc];
      if (definition === undefined) throw new Error(`${method} is not in ${protoFile}`);
      answers.push(await client.call(definition, request));
    }
  } finally {
    client.close();
  }
  return answers;
}
