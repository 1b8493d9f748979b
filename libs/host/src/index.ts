export { portHolder } from './port-holder';
