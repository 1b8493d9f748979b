import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { loadFileDescriptorSetFromBuffer, type PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';

import type { GrpcService } from './grpc-service';

/**
 * The standard reflection service for what is mounted. It serves the descriptors as buf has made them: the loader's
 * own copies have lost their imports and name types relatively, which clients other than grpc-js cannot resolve.
 */
export function reflectionOf(services: readonly GrpcService[]): ReflectionService {
  const everything: PackageDefinition = {};
  for (const { descriptorSet } of services) {
    const files = fromBinary(FileDescriptorSetSchema, descriptorSet).file.map((file) =>
      Buffer.from(toBinary(FileDescriptorProtoSchema, file)),
    );
    const definitions = loadFileDescriptorSetFromBuffer(Buffer.from(descriptorSet));
    for (const definition of Object.values(definitions)) {
      if ('fileDescriptorProtos' in definition) Object.assign(definition, { fileDescriptorProtos: files });
    }
    Object.assign(everything, definitions);
  }
  return new ReflectionService(everything, { services: services.map(({ name }) => name) });
}
