export {
  type Address,
  AddressError,
  formatAddress,
  isLoopback,
  isUnspecified,
  parseAddress,
  parseEndpoint,
  parseIp,
} from './address';
export { atMost, within } from './bounded-wait';
export { remainingMs, type CallContext } from './call-context';
export { concurrently } from './concurrently';
export { allOf, condition, metWithin, type Condition, type OwnCondition, type Waiting } from './condition';
export { DomainError, type DomainErrorKind } from './domain-error';
export { dropAbandoned, type WaitingWork } from './drop-abandoned';
export { checked, type Fields } from './fields';
export { type Fact, type History, type HistoryRow } from './history';
export { inLine, type InLine } from './in-line';
export { type Log } from './log';
export { callFrom, callOfAll, ownCall, sooner, type OwnCall } from './own-call';
export { type Page, type PageRequest } from './page';
export { pause, pauseFor } from './pause';
export { portionsOf } from './portions';
export { MustBeLater, type Publish } from './publish';
export { randomPauseMs } from './random-pause';
export { reasonOf } from './reason-of';
export { sharedSlots, type Share, type SharedSlots } from './shared-slots';
export { shownText } from './shown-text';
export { FIRST_MS, LAST_MS, type SecondsAndNanos, shownTime, wholeMs } from './shown-time';
export { strictlyIncreasing } from './strictly-increasing';
export { isToldAt, retryPauseMs, untilItWorks } from './until-it-works';
export { isTimeUuid, NIL_UUID, timeOfTimeUuid } from './uuid';
