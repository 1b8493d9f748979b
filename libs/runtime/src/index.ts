export { runProcess } from './run-process';
export { runTask, type Task, type TaskResources } from './run-task';
export {
  type AppManifest,
  type Resources,
  type ServiceModule,
  type StatelessServiceModule,
} from './service-module';
