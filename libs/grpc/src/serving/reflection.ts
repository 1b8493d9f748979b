import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';

import type { GrpcService } from './grpc-service';

/** What reflection tells of a service. */
export type Reflected = Pick<GrpcService, 'name' | 'descriptorSet'>;

/**
 * The standard reflection service for what is mounted. It serves the descriptors as buf has made them: those of
 * proto-loader have lost their comments and imports, and name types relatively, which clients other than grpc-js cannot
 * resolve.
 */
export function reflectionOf(services: readonly Reflected[]): ReflectionService {
  const fileDescriptorProtos = services.flatMap(({ descriptorSet }) =>
    fromBinary(FileDescriptorSetSchema, descriptorSet).file.map((file) =>
      Buffer.from(toBinary(FileDescriptorProtoSchema, file)),
    ),
  );
  // Of definitions it looks at the files only.
  const definitions = { all: { fileDescriptorProtos } } as unknown as PackageDefinition;
  return new ReflectionService(definitions, { services: services.map(({ name }) => name) });
}
