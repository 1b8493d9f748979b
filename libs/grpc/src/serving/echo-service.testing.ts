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

const TEXTS = { inputType: '.test.Text', outputType: '.test.Text' };

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
  service: [
    { name: 'Echo', method: [{ name: 'Say', ...TEXTS }] },
    {
      name: 'Busy',
      method: [
        { name: 'Wait', ...TEXTS },
        { name: 'Look', ...TEXTS },
      ],
    },
  ],
});

export const echoDescriptorSet = toBinary(
  FileDescriptorSetSchema,
  create(FileDescriptorSetSchema, { file: [ECHO_FILE] }),
);

/** Service definitions of the shape that ts-proto generates. */
export const EchoService = { say: method('/test.Echo/Say') } as const;
export const BusyService = { wait: method('/test.Busy/Wait'), look: method('/test.Busy/Look') } as const;

function method<Path extends string>(path: Path) {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: encode,
    requestDeserialize: decode,
    responseSerialize: encode,
    responseDeserialize: decode,
  } as const;
}

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
