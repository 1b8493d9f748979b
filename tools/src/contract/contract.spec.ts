import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { descriptorSet as comments } from '@killrvideo/proto/comments';
import { descriptorSet as outliers } from '@killrvideo/proto/outliers';
import { descriptorSet as ratings } from '@killrvideo/proto/ratings';
import { descriptorSet as search } from '@killrvideo/proto/search';
import { descriptorSet as statistics } from '@killrvideo/proto/statistics';
import { descriptorSet as suggestedVideos } from '@killrvideo/proto/suggested-videos';
import { descriptorSet as uploads } from '@killrvideo/proto/uploads';
import { descriptorSet as userManagement } from '@killrvideo/proto/user-management';
import { descriptorSet as videoCatalog } from '@killrvideo/proto/video-catalog';
import { createFileRegistry, fromBinary, ScalarType, type DescField } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema, FileOptionsSchema } from '@bufbuild/protobuf/wkt';

const SETS = [
  comments,
  outliers,
  ratings,
  search,
  statistics,
  suggestedVideos,
  uploads,
  userManagement,
  videoCatalog,
];

/** What the descriptor sets say, in the lines of wire-contract.txt. */
function describeContract(): Set<string> {
  const lines = new Set<string>();
  for (const set of SETS) {
    for (const type of createFileRegistry(fromBinary(FileDescriptorSetSchema, set))) {
      if (type.typeName.startsWith('google.protobuf.')) continue;
      if (type.kind === 'service') {
        for (const { name, input, output } of type.methods) {
          lines.add(`rpc ${type.typeName}/${name} ${input.typeName} ${output.typeName}`);
        }
      } else if (type.kind === 'enum') {
        for (const { name, number } of type.values) lines.add(`enum ${type.typeName} ${name} = ${number}`);
      } else if (type.kind === 'message') {
        if (type.fields.length === 0) lines.add(`message ${type.typeName} (empty)`);
        for (const field of type.fields)
          lines.add(`field ${type.typeName} ${typeOf(field)} ${field.name} = ${field.number}`);
      }
    }
  }
  return lines;
}

function typeOf(field: DescField): string {
  const type =
    field.message?.typeName ?? field.enum?.typeName ?? ScalarType[field.scalar ?? 0]?.toLowerCase() ?? '';
  return field.fieldKind === 'list' ? `repeated ${type}` : type;
}

describe('the contract', () => {
  it('is on the wire what every KillrVideo backend and client shares', () => {
    const shared = readFileSync(join(__dirname, 'wire-contract.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect([...describeContract()].sort()).toEqual(shared.sort());
  });

  it('has 15 files, with no option but the C# namespace', () => {
    const files = new Map<string, string>();
    for (const set of SETS) {
      for (const { name, options } of fromBinary(FileDescriptorSetSchema, set).file) {
        if (!name.startsWith('google/')) files.set(name, JSON.stringify(options ?? {}));
      }
    }
    expect(files.size).toBe(15);
    expect(FileOptionsSchema.field.csharpNamespace.number).toBe(37);
    for (const [name, options] of files) {
      const names = Object.keys(JSON.parse(options) as object).filter(
        (key) => !key.startsWith('$') && key !== 'uninterpretedOption',
      );
      expect([name, names]).toEqual([name, name === 'outliers.proto' ? [] : ['csharpNamespace']]);
    }
  });
});
