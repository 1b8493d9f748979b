// npm run repair -- <service>: mends what crashes leave in a service's tables. The service may run meanwhile.
import { runTaskCommand } from './task/run-task-command';

runTaskCommand({ verb: 'repair', option: 'dry-run', meaning: 'says what is wrong and mends nothing' });
