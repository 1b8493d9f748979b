import { createFileRegistry, createRegistry, fromBinary, type DescMessage } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { descriptorSet as comments } from '@killrvideo/proto/comments';
import { descriptorSet as ratings } from '@killrvideo/proto/ratings';
import { descriptorSet as uploads } from '@killrvideo/proto/uploads';
import { descriptorSet as userManagement } from '@killrvideo/proto/user-management';
import { descriptorSet as videoCatalog } from '@killrvideo/proto/video-catalog';

/** Every area of the contract that has events. */
const AREAS = [comments, ratings, uploads, userManagement, videoCatalog];
/** How packages of events are named. */
const EVENTS = /\.events$/;

/** The messages of all these areas. */
export const messages = createRegistry(
  ...AREAS.map((area) => createFileRegistry(fromBinary(FileDescriptorSetSchema, area))),
);

/** The full names of the contract's events, in alphabetical order: `killrvideo.comments.events.UserCommentedOnVideo`. */
export const eventTypes: readonly string[] = [...messages]
  .filter((each): each is DescMessage => each.kind === 'message' && EVENTS.test(each.file.proto.package))
  .map(({ typeName }) => typeName)
  .sort();

/** `UserCommentedOnVideo` */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** The types of that full or short name; none: there are no such events. */
export function typesNamed(name: string): string[] {
  return eventTypes.filter((type) => type === name || shortType(type) === name);
}
