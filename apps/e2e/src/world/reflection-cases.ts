import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Client, credentials } from '@grpc/grpc-js';

import { addressOf, deploymentsOf } from './world';

/** Field numbers of ServerReflectionRequest and ServerReflectionResponse. */
const FILE_CONTAINING_SYMBOL = 4;
const FILE_DESCRIPTOR_RESPONSE = 4;

/** The descriptor files that a client gets which knows nothing but the name of a service. */
async function filesOf(address: string, version: string, symbol: string): Promise<Uint8Array[]> {
  const client = new Client(address, credentials.createInsecure());
  const stream = client.makeBidiStreamRequest(
    `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    (request: string) =>
      Buffer.from(new BinaryWriter().tag(FILE_CONTAINING_SYMBOL, 2).string(request).finish()),
    (bytes: Buffer) => bytes,
  );
  try {
    const answer = await new Promise<Buffer>((resolve, reject) => {
      stream.on('data', resolve).on('error', reject);
      stream.write(symbol);
    });
    return delimited(answer, FILE_DESCRIPTOR_RESPONSE).flatMap((response) => delimited(response, 1));
  } finally {
    stream.on('error', () => {}).cancel();
    client.close();
  }
}

/** The contents of a length-delimited field, one for each time it occurs. */
function delimited(message: Uint8Array, field: number): Uint8Array[] {
  const reader = new BinaryReader(message);
  const found: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === field) found.push(reader.bytes());
    else reader.skip(wireType);
  }
  return found;
}

/** A client that knows nothing but the full names of an app's services learns all that it needs to call them. */
export function itTellsItsContract(app: string, services: ReadonlySet<string>): void {
  describe.each([...services])('reflection of %s', (service) => {
    it.each(
      deploymentsOf(app).flatMap((deployment) => ['v1', 'v1alpha'].map((version) => [deployment, version])),
    )('in %s (%s) gives files from which any client can make its calls', async (deployment, version) => {
      const address = await addressOf(service.split('.').at(-1) ?? '', deployment ?? '');
      const files = await filesOf(address, version ?? '', service);
      // The file that was asked for comes first, what it imports behind it; a set has them the other way round.
      const set = create(FileDescriptorSetSchema, {
        file: files.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes)).reverse(),
      });
      // Resolves every type and import, and throws where one is missing.
      expect(createFileRegistry(set).getService(service)?.methods.length).toBeGreaterThan(0);
    });
  });
}
