/** `killrvideo.comments.CommentsService` is found in etcd as `CommentsService`. */
export function shortName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}
