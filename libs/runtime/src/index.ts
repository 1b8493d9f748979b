export { type AppManifest } from './app-manifest';
export { ConfigurationError } from './configuration/configuration-error';
export { describeVariables, type DescribedVariable } from './configuration/describe-variables';
export { wholeNumber } from './configuration/rules';
export { variable } from './configuration/variable';
export { groupClients, groupService } from './group-clients';
/** @public: for the first service that calls another one */
export { client } from './needs/client';
/** @public: for the first service that hears of events */
export { listening } from './needs/listening';
export { publishing } from './needs/publishing';
export { signedPaging } from './needs/signed-paging';
export { tables } from './needs/tables';
export { type Part } from './parts';
export { readSurroundings, type Surroundings } from './read-surroundings';
export { runProcess } from './run-process';
export { runTask, type Task, type TaskResources } from './run-task';
export { serviceModule, type Composed, type ServiceModule } from './service-module';
