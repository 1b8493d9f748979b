export { runProcess } from './run-process';
export { type AppManifest, type Resources, type ServiceModule } from './service-module';
