export { startCqlProxy, type CqlProxy, type Moment } from './cql-proxy';
export { eventually } from './eventually';
export { pause as sleep } from '@killrvideo/core';
export { startServiceProcess, untilReady, type LogLine, type ServiceProcess } from './service-process';
export { silentLog } from './silent-log';
export { testCall } from './test-call';
export { useTestNode } from './test-node';
export { timeUuidAt } from './time-uuid';
