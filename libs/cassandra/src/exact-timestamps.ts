import * as driver from 'cassandra-driver';

/** What is used here of the driver's own Encoder, which its types do not show. */
interface Encoder {
  readonly encodingOptions: { readonly useBigIntAsTimestamp?: boolean };
  decode: (this: Encoder, bytes: Buffer | null, type: { readonly code: number }) => unknown;
}

const TIMESTAMP: number = driver.types.dataTypes.timestamp;
const TIMESTAMP_BYTES = 8;

/**
 * An option for the `encoding` of a client, beside the driver's own `useBigIntAsLong`: timestamps are read as bigints,
 * in milliseconds since 1970, as they are stored. cassandra-driver (4.10.0) makes Dates of them, which end with the year
 * 275760: of a time that another tool wrote in nanoseconds nothing is left then, neither to show it nor to find its row
 * again. As parameters it takes bigints as well as Dates.
 */
export const exactTimestamps: object = { useBigIntAsTimestamp: true };

const encoders = (driver as unknown as { Encoder: { prototype: Encoder } }).Encoder.prototype;
const { decode } = encoders;
encoders.decode = function (bytes, type) {
  return type.code === TIMESTAMP &&
    bytes?.length === TIMESTAMP_BYTES &&
    this.encodingOptions.useBigIntAsTimestamp
    ? bytes.readBigInt64BE()
    : decode.call(this, bytes, type);
};
