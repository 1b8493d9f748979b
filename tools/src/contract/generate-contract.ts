import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema, type FileDescriptorProto } from '@bufbuild/protobuf/wkt';

import { areasIn, COMMON, generatedFolder, type Area } from './areas';
import { bufOrThrow, pathForBuf } from './buf';

const TS_PROTO_OPTIONS = [
  'outputServices=grpc-js',
  'env=node',
  'esModuleInterop=true',
  'forceLong=bigint', // exact; checked when it is encoded
  'useDate=false', // a Date would hide nanoseconds and what is out of range
  'oneof=unions-value',
  'snakeToCamel=keys',
  'outputJsonMethods=false', // JSON is made by nobody
  'outputPartialMethods=false', // the compiler asks for every field of a message literal instead
];

/** Google's types that the contract uses. They are generated in the common library, for all areas. */
const WELL_KNOWN = ['google/protobuf/any.proto', 'google/protobuf/timestamp.proto'];

/** What an area imports from the common library; ts-proto generates no file that is named here. */
const FROM_COMMON = ['common/common_types.proto', ...WELL_KNOWN].map(
  (file) => `M${file}=@killrvideo/proto/common`,
);

/** gRPC's own service of health, which every server has: its contract comes with the package that serves it. */
const HEALTH = { proto: 'node_modules/grpc-health-check/proto', path: 'health' };

/** Where the descriptors of what every server has are generated, from the repository's root. */
export const HEALTH_FOLDER = 'libs/grpc/src/serving/generated';

/**
 * Generates the code of every area below `outputRoot`, at the paths it has in the repository, from the contract in
 * `proto`. The same contract always gives the same files. All or nothing: throws with buf's message, and leaves what
 * stood there, when one area fails; otherwise what stood there and is generated no more is gone.
 */
export async function generateContract(outputRoot: string, proto = 'proto'): Promise<void> {
  const areas = areasIn(proto);
  const fresh = await mkdtemp(join(tmpdir(), 'killrvideo-generate-'));
  try {
    const outcomes = await Promise.allSettled([
      generateCommon(proto, join(fresh, COMMON.name)),
      writeDescriptorSet(HEALTH, HEALTH.proto, join(fresh, HEALTH.path)),
      ...areas.map((area) => generateArea(area, proto, join(fresh, area.name))),
    ]);
    // Only now does nothing write into the folder any more, so that it can be removed.
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    for (const [from, to] of [
      ...[COMMON, ...areas].map((area) => [area.name, generatedFolder(area)] as const),
      [HEALTH.path, HEALTH_FOLDER] as const,
    ]) {
      const folder = join(outputRoot, to);
      await rm(folder, { recursive: true, force: true });
      await cp(join(fresh, from), folder, { recursive: true });
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The code of one area into a folder of its own, which need not exist. Throws with buf's message. */
export async function generateArea(area: Area, proto: string, folder: string): Promise<void> {
  await generate(proto, `${proto}/${area.path}`, folder, FROM_COMMON);
  await writeDescriptorSet(area, proto, folder);
}

/** buf takes a well-known type for an import, and generates it only from a set of descriptors that includes it. */
async function generateCommon(proto: string, folder: string): Promise<void> {
  await generate(proto, `${proto}/${COMMON.path}`, folder);
  const everything = join(folder, 'everything.binpb');
  await writeDescriptors(everything, proto, '--exclude-source-info');
  for (const file of WELL_KNOWN) await generate(everything, file, folder);
  await rm(everything);
}

async function generate(
  input: string,
  path: string,
  folder: string,
  extraOptions: readonly string[] = [],
): Promise<void> {
  const plugin = {
    local: 'node_modules/.bin/protoc-gen-ts_proto',
    out: '.',
    strategy: 'all',
    opt: [...TS_PROTO_OPTIONS, ...extraOptions],
  };
  const template = JSON.stringify({ version: 'v2', plugins: [plugin] });
  const from = [pathForBuf(input), '--path', pathForBuf(path)];
  await bufOrThrow('generate', ...from, '--template', template, '-o', folder);
}

/** The descriptors of an area and of all it imports, for reflection and the check of the wire format. */
async function writeDescriptorSet(area: Pick<Area, 'path'>, proto: string, folder: string): Promise<void> {
  const binary = join(folder, 'descriptor-set.binpb');
  await writeDescriptors(binary, proto, '--path', pathForBuf(`${proto}/${area.path}`));
  const set = fromBinary(FileDescriptorSetSchema, await readFile(binary));
  await rm(binary);
  set.file.forEach(keepComments);
  const lines =
    Buffer.from(toBinary(FileDescriptorSetSchema, set))
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  await writeFile(
    join(folder, 'descriptor-set.ts'),
    `// Code generated by npm run generate. DO NOT EDIT.

/** The serialized google.protobuf.FileDescriptorSet of this area and of all it imports, with the comments. */
export const descriptorSet: Uint8Array = Buffer.from(
${lines.map((line) => `  '${line}'`).join(' +\n')},
  'base64',
);
`,
  );
}

/**
 * Of where everything stands in the file, which is twice as much as all else, only what has a comment is kept. Google's
 * own files go without: their long explanations would be in every area.
 */
function keepComments(file: FileDescriptorProto): void {
  if (file.sourceCodeInfo === undefined) return;
  if (file.name.startsWith('google/')) delete file.sourceCodeInfo;
  else {
    file.sourceCodeInfo.location = file.sourceCodeInfo.location.filter(
      ({ leadingComments, trailingComments }) => leadingComments !== '' || trailingComments !== '',
    );
  }
}

async function writeDescriptors(file: string, proto: string, ...args: string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await bufOrThrow('build', pathForBuf(proto), ...args, '--as-file-descriptor-set', '-o', file);
}
