import { create, toBinary } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

import { wireTablesByPath, type DelimitedContent, type WireTable } from './wire-table';

const field = { label: Label.OPTIONAL };
const key = { ...field, name: 'key', jsonName: 'key', number: 1 };
const value = { ...field, name: 'value', jsonName: 'value', number: 2 };

/** `map<string, string>`, `map<string, Book>` and `map<int32, int32>`, as protoc writes them into descriptors. */
const MAPS = {
  texts: [
    { ...key, type: Type.STRING },
    { ...value, type: Type.STRING },
  ],
  books: [
    { ...key, type: Type.STRING },
    { ...value, type: Type.MESSAGE, typeName: '.test.Book' },
  ],
  counts: [
    { ...key, type: Type.INT32 },
    { ...value, type: Type.INT32 },
  ],
};

const descriptorSet = toBinary(
  FileDescriptorSetSchema,
  create(FileDescriptorSetSchema, {
    file: [
      create(FileDescriptorProtoSchema, {
        name: 'shelf.proto',
        package: 'test',
        syntax: 'proto3',
        messageType: [
          { name: 'Book', field: [{ ...value, name: 'title', jsonName: 'title', type: Type.STRING }] },
          {
            name: 'Shelf',
            field: Object.keys(MAPS).map((name, index) => ({
              ...{ name, jsonName: name, number: index + 1, label: Label.REPEATED, type: Type.MESSAGE },
              typeName: `.test.Shelf.${entryName(name)}`,
            })),
            nestedType: Object.entries(MAPS).map(([name, fields]) => ({
              ...{ name: entryName(name), field: fields, options: { mapEntry: true } },
            })),
          },
        ],
        service: [
          {
            name: 'Shelves',
            method: [{ name: 'Put', inputType: '.test.Shelf', outputType: '.test.Shelf' }],
          },
        ],
      }),
    ],
  }),
);

function entryName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Entry`;
}

describe('the wire table', () => {
  it('takes a map as the list of entries that it is on the wire', () => {
    const text = { kind: 'text' } as const;
    const book: WireTable = new Map([[2, text]]);
    expect(wireTablesByPath(descriptorSet).get('/test.Shelves/Put')).toEqual(
      new Map([
        [1, entry([1, text], [2, text])],
        [2, entry([1, text], [2, { kind: 'message', message: book }])],
        [3, entry()],
      ]),
    );
  });
});

function entry(...fields: [number, DelimitedContent][]): DelimitedContent {
  return { kind: 'message', message: new Map(fields) };
}
