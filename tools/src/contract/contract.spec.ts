import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createFileRegistry,
  fromBinary,
  ScalarType,
  toJson,
  type DescField,
  type DescFile,
  type DescMethod,
  type DescMessage,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema, FileOptionsSchema } from '@bufbuild/protobuf/wkt';

import { descriptorSet as comments } from '@killrvideo/proto/comments';
import { descriptorSet as outliers } from '@killrvideo/proto/outliers';
import { descriptorSet as ratings } from '@killrvideo/proto/ratings';
import { descriptorSet as search } from '@killrvideo/proto/search';
import { descriptorSet as statistics } from '@killrvideo/proto/statistics';
import { descriptorSet as suggestedVideos } from '@killrvideo/proto/suggested-videos';
import { descriptorSet as uploads } from '@killrvideo/proto/uploads';
import { descriptorSet as userManagement } from '@killrvideo/proto/user-management';
import { descriptorSet as videoCatalog } from '@killrvideo/proto/video-catalog';

import { GIVEN_AREAS } from './areas';

const SETS: Readonly<Record<string, Uint8Array>> = {
  comments,
  outliers,
  ratings,
  search,
  statistics,
  'suggested-videos': suggestedVideos,
  uploads,
  'user-management': userManagement,
  'video-catalog': videoCatalog,
};

/** What the descriptor sets say, in the lines of wire-contract.txt. */
function describeContract(): string[] {
  const lines = new Set<string>();
  for (const set of Object.values(SETS)) {
    for (const file of createFileRegistry(fromBinary(FileDescriptorSetSchema, set)).files) {
      if (file.proto.name.startsWith('google/')) continue;
      for (const line of describeFile(file)) lines.add(line);
    }
  }
  return [...lines].sort();
}

function describeFile({ proto, messages, enums, services, extensions }: DescFile): string[] {
  const options = proto.options
    ? Object.entries(toJson(FileOptionsSchema, proto.options) as object).map(
        ([name, value]) => `${name}=${value}`,
      )
    : [];
  const imports = proto.dependency.length === 0 ? ['none'] : [...proto.dependency].sort();
  return [
    ['file', proto.name, proto.syntax, proto.package, ...options, 'imports', ...imports].join(' '),
    ...services.flatMap(({ methods }) => methods.map(describeRpc)),
    ...messages.flatMap(describeMessage),
    ...enums.flatMap(({ typeName, values }) =>
      values.map(({ name, number }) => `enum ${typeName} ${name} = ${number}`),
    ),
    ...extensions.map(({ typeName }) => `extension ${typeName}`),
  ];
}

function describeRpc({ parent, name, input, output, proto }: DescMethod): string {
  const stream = (isStream: boolean): string => (isStream ? 'stream ' : '');
  const request = stream(proto.clientStreaming) + input.typeName;
  return `rpc ${parent.typeName}/${name} ${request} ${stream(proto.serverStreaming)}${output.typeName}`;
}

function describeMessage(message: DescMessage): string[] {
  const { typeName, fields, nestedMessages, nestedEnums } = message;
  return [
    ...(fields.length === 0 ? [`message ${typeName} (empty)`] : []),
    ...fields.map((field) => `field ${typeName} ${describeType(field)} ${field.name} = ${field.number}`),
    ...[...nestedMessages, ...nestedEnums].map((nested) => `nested ${nested.typeName}`),
  ];
}

function describeType(field: DescField): string {
  const type =
    field.message?.typeName ?? field.enum?.typeName ?? ScalarType[field.scalar ?? 0]?.toLowerCase() ?? '';
  return [
    ...(field.fieldKind === 'list' ? ['repeated', ...(field.packed ? ['packed'] : [])] : []),
    ...(field.fieldKind === 'map' ? ['map'] : []),
    ...(field.proto.proto3Optional ? ['optional'] : []),
    ...(field.oneof ? ['oneof', field.oneof.name] : []),
    type,
  ].join(' ');
}

describe('the contract', () => {
  it('is on the wire what every KillrVideo backend and client shares', () => {
    const shared = readFileSync(join(__dirname, 'wire-contract.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(describeContract()).toEqual(shared.sort());
  });

  it('is looked at in every area', () => {
    expect(Object.keys(SETS)).toEqual(GIVEN_AREAS.map(({ name }) => name));
  });

  it.each(Object.entries(SETS))(
    '%s: the descriptors are complete, with comments and no more',
    (_area, set) => {
      const { file } = fromBinary(FileDescriptorSetSchema, set);
      const names = file.map(({ name }) => name);
      expect(file.flatMap(({ dependency }) => dependency).filter((name) => !names.includes(name))).toEqual(
        [],
      );
      for (const { name, sourceCodeInfo } of file) {
        const places = sourceCodeInfo?.location ?? [];
        const commented = places.filter(
          (each) => each.leadingComments !== '' || each.trailingComments !== '',
        );
        expect([name, commented.length > 0]).toEqual([name, !name.startsWith('google/')]);
        expect([name, places.length]).toEqual([name, commented.length]);
      }
    },
  );
});
