export { serviceClient, type LookedFor, type ServiceClient } from './service-client';
export { fullNameOf, type ServiceDefinition, type ServiceMethods } from './service-definition';
export { type AddressSource } from './whereabouts';
