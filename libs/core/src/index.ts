export { currentCall, remainingMs, runInCall, type CallContext } from './call-context';
export { DomainError, type DomainErrorKind } from './domain-error';
export { checked, Fields, type TextBounds } from './fields';
export { type Log } from './log';
export { MAX_PAGE_SIZE, type Page, type PageRequest } from './page';
export { isTimeUuid, isUuid, timeOfTimeUuid } from './uuid';
