export { type AppManifest } from './app-manifest';
export { ConfigurationError } from './configuration/configuration-error';
export { describeVariables, type DescribedVariable } from './configuration/describe-variables';
export { oneOf, wholeNumber } from './configuration/rules';
export { variable } from './configuration/variable';
export { groupClients, groupService } from './group-clients';
export { client } from './needs/client';
export { listening } from './needs/listening';
/** @public: for the first service whose tables follow from events */
export { projecting } from './needs/projecting';
export { publishing } from './needs/publishing';
export { signedPaging } from './needs/signed-paging';
export { tables } from './needs/tables';
export { type Part } from './parts';
export { readSurroundings, type Surroundings } from './read-surroundings';
export { runProcess } from './run-process';
export { runTask, type Task, type TaskResources } from './run-task';
export { serviceModule, type Composed, type ServiceModule } from './service-module';
