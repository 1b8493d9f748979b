export { fileProblem, type Place } from './file-problem';
export { portHolder } from './port-holder';
export { unreadable } from './unreadable';
