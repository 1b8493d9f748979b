// npm run rebuild -- <service>: makes the tables that follow from events what these would make them, from the histories of their
// owners, which must run. The service may run meanwhile.
import { runTaskCommand } from './task/run-task-command';

runTaskCommand({
  verb: 'rebuild',
  option: 'check',
  meaning: 'says what a rebuild would change, and changes nothing',
});
