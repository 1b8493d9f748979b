import { wordsOf, type ContractEvent } from './contract-events';
import { serviceNames } from './service-names';
import type { ServiceKind } from './template-files';

/** What templates say of an event that the service hears of. */
export interface HeardEvent {
  /** `UserCommentedOnVideo` */
  readonly eventName: string;
  /** `killrvideo.comments.events.UserCommentedOnVideo` */
  readonly fullName: string;
  /** `comments`: its library is `@killrvideo/proto/comments`. */
  readonly area: string;
  /** How code calls the events of that area: `commentsEvents`. */
  readonly areaEvents: string;
  /** What it happened to, `video`, and how its id is called: `video_id`, `videoId`. */
  readonly subject: string;
  readonly idField: string;
  readonly idName: string;
  /** In a sentence: `user commented on video` */
  readonly sentence: string;
  /** What is done when it happens, `noteUserCommentedOnVideo`; the file that this stands in, and the type of what it takes. */
  readonly useCase: string;
  readonly useCaseFile: string;
  readonly useCaseType: string;
}

/** What the sample does about an event. */
const VERBS: Readonly<Record<ServiceKind, string>> = { 'with-storage': 'note', 'without-storage': 'log' };

export function heardEvent(
  { name, fullName, area, subject = '' }: ContractEvent,
  kind: ServiceKind,
): HeardEvent {
  const words = wordsOf(name);
  const useCase = serviceNames([VERBS[kind], ...words].join('-'));
  return {
    ...{ eventName: name, fullName, area, subject },
    areaEvents: serviceNames(`${area}-events`).camelName,
    idField: `${subject}_id`,
    idName: serviceNames(`${subject.replaceAll('_', '-')}-id`).camelName,
    sentence: words.join(' '),
    useCase: useCase.camelName,
    useCaseFile: useCase.name,
    useCaseType: useCase.pascalName,
  };
}
