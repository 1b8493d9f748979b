export { timestampOfMs } from './timestamp';
export { undecodable } from './undecodable';
export { checkWireFormat } from './wire-check';
export {
  MAX_DEPTH,
  readEnd,
  readTag,
  skipBytes,
  skipText,
  skipVarint,
  WIRE_TYPE,
  type WireCursor,
} from './wire-format';
export { wireTablesByPath, type WireTable } from './wire-table';
