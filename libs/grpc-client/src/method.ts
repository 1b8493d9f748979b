/** One method of a service definition as ts-proto generates it. */
export interface Method<Request, Response> {
  /** `/killrvideo.comments.CommentsService/CommentOnVideo` */
  readonly path: string;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** A method by its names, as metrics and messages have them. */
export interface MethodName {
  /** `killrvideo.comments.CommentsService` */
  readonly service: string;
  /** `CommentOnVideo` */
  readonly method: string;
}

export function nameOf(path: string): MethodName {
  const [, service = '', method = ''] = path.split('/');
  return { service, method };
}
