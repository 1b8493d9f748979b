import { create, toBinary } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

/** A message of one text, as the echo service takes and gives it. */
export interface Text {
  text: string;
}

const ECHO_FILE = create(FileDescriptorProtoSchema, {
  name: 'echo.proto',
  package: 'test',
  syntax: 'proto3',
  messageType: [
    {
      name: 'Text',
      field: [{ name: 'text', number: 1, type: Type.STRING, label: Label.OPTIONAL, jsonName: 'text' }],
    },
  ],
  service: [{ name: 'Echo', method: [{ name: 'Say', inputType: '.test.Text', outputType: '.test.Text' }] }],
});

export const echoDescriptorSet = toBinary(
  FileDescriptorSetSchema,
  create(FileDescriptorSetSchema, { file: [ECHO_FILE] }),
);

/** A service definition of the shape that ts-proto generates. */
export const EchoService = {
  say: {
    path: '/test.Echo/Say',
    requestStream: false,
    responseStream: false,
    requestSerialize: encode,
    requestDeserialize: decode,
    responseSerialize: encode,
    responseDeserialize: decode,
  },
} as const;

function encode({ text }: Text): Buffer {
  return Buffer.from(new BinaryWriter().uint32(10).string(text).finish());
}

function decode(bytes: Buffer): Text {
  const reader = new BinaryReader(bytes);
  let text = '';
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 1) text = reader.string();
    else reader.skip(wireType);
  }
  return { text };
}
