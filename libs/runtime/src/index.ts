export { type AppManifest } from './app-manifest';
export { describeVariables, type DescribedVariable } from './configuration/describe-variables';
export { wholeNumber } from './configuration/rules';
export { variable } from './configuration/variable';
/** @public: for the first service that calls another one */
export { client } from './needs/client';
export { signedPaging } from './needs/signed-paging';
export { tables } from './needs/tables';
export { type Part } from './parts';
export { runProcess } from './run-process';
export { runTask, type Task, type TaskResources } from './run-task';
export { serviceModule, type Composed, type ServiceModule } from './service-module';
