import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  type FileDescriptorProto,
} from '@bufbuild/protobuf/wkt';
import { Client, credentials } from '@grpc/grpc-js';

import { addressOf, deploymentsOf } from './world';

/** Field numbers of ServerReflectionRequest and ServerReflectionResponse. */
const FILE_CONTAINING_SYMBOL = 4;
const LIST_SERVICES = 7;
const FILE_DESCRIPTOR_RESPONSE = 4;
const LIST_SERVICES_RESPONSE = 6;

/** Field numbers that lead to a method in a FileDescriptorProto. */
const SERVICE = 6;
const METHOD = 2;

const HEALTH = 'grpc.health.v1.Health';
const VERSIONS = ['v1', 'v1alpha'];

/** The answer to a request with one text field. */
async function ask(address: string, version: string, field: number, text: string): Promise<Uint8Array> {
  const client = new Client(address, credentials.createInsecure());
  const stream = client.makeBidiStreamRequest(
    `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    (request: string) => Buffer.from(new BinaryWriter().tag(field, 2).string(request).finish()),
    (bytes: Buffer) => bytes,
  );
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      stream.on('data', resolve).on('error', reject);
      stream.write(text);
    });
  } finally {
    stream.on('error', () => {}).cancel();
    client.close();
  }
}

/** The descriptors that a client gets which knows nothing but the name of a service. */
export async function filesOf(
  address: string,
  version: string,
  symbol: string,
): Promise<FileDescriptorProto[]> {
  const answer = await ask(address, version, FILE_CONTAINING_SYMBOL, symbol);
  return delimited(answer, FILE_DESCRIPTOR_RESPONSE)
    .flatMap((response) => delimited(response, 1))
    .map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
}

async function namesOfServices(address: string, version: string): Promise<string[]> {
  const answer = await ask(address, version, LIST_SERVICES, '*');
  return delimited(answer, LIST_SERVICES_RESPONSE)
    .flatMap((response) => delimited(response, 1))
    .flatMap((service) => delimited(service, 1))
    .map((name) => Buffer.from(name).toString());
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

/** The rpcs of a service in the order of its file, each with what the file says of it. */
function commentsOnRpcs(
  file: FileDescriptorProto | undefined,
  service: string,
): [string, string | undefined][] {
  const at = file?.service.findIndex(({ name }) => `${file.package}.${name}` === service);
  const methods = file?.service[at ?? -1]?.method ?? [];
  return methods.map(({ name }, index) => {
    const path = [SERVICE, at, METHOD, index].join('.');
    const place = file?.sourceCodeInfo?.location.find((location) => location.path.join('.') === path);
    return [name, place?.leadingComments];
  });
}

/** A client that knows nothing but an address learns all that it needs to call the app's services, and to read of them. */
export function itTellsItsContract(app: string, services: ReadonlySet<string>): void {
  const asked = deploymentsOf(app).flatMap((deployment) =>
    VERSIONS.map((version) => [deployment, version] as const),
  );
  const anyOf = [...services][0] ?? '';
  const address = (deployment: string) => addressOf(anyOf.split('.').at(-1) ?? '', deployment);

  it.each(asked)(
    'reflection in %s (%s) lists its services, and that of health',
    async (deployment, version) => {
      expect(await namesOfServices(await address(deployment), version)).toEqual(
        expect.arrayContaining([...services, HEALTH]),
      );
    },
  );

  describe.each([...services, HEALTH])('reflection of %s', (service) => {
    it.each(asked)(
      'in %s (%s) gives files from which any client can make its calls, with the comments',
      async (deployment, version) => {
        const files = await filesOf(await address(deployment), version, service);
        // The file that was asked for comes first, what it imports behind it; a set has them the other way round.
        const set = create(FileDescriptorSetSchema, { file: files.toReversed() });
        // Resolves every type and import, and throws where one is missing.
        const found = createFileRegistry(set).getService(service);
        expect(found?.methods.length).toBeGreaterThan(0);
        const comments = commentsOnRpcs(files[0], service);
        expect(comments.map(([rpc]) => rpc)).toEqual(found?.methods.map(({ name }) => name));
        expect(comments.filter(([, comment = '']) => comment.trim() === '')).toEqual([]);
      },
    );
  });
}
