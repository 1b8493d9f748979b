import { isIP, isIPv4, isIPv6 } from 'node:net';

/** Where a server is: a name or an IP address (IPv6 in its shortest form, without brackets), and its port if known. */
export interface Address {
  readonly host: string;
  readonly port: number | undefined;
}

/** The message goes on after the name of what was read: `… is not host or host:port`. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

const HOST_AND_PORT = /^(?:\[([^[\]]*)\]|([^\s:,/?#@[\]]+))(?::(\d{1,5}))?$/;
const LAST_PORT = 65_535;

/**
 * Reads `host`, `host:port`, `[IPv6]` or `[IPv6]:port`; ports are 1 to 65535. Bare IPv6 addresses are refused: in
 * `::1:9042` nobody can tell what the port is. Throws AddressError.
 */
export function parseAddress(text: string): Address {
  const [, bracketed, name = '', port] = HOST_AND_PORT.exec(text) ?? [];
  if (bracketed === undefined && name === '') {
    throw new AddressError(
      'is not host or host:port (an IPv6 address stands in brackets, such as [fd00::1]:8101)',
    );
  }
  if (bracketed !== undefined && !isIPv6(bracketed))
    throw new AddressError('has no IPv6 address in its brackets');
  if (port !== undefined && (Number(port) < 1 || Number(port) > LAST_PORT)) {
    throw new AddressError(`has a port that is not from 1 to ${LAST_PORT}`);
  }
  return {
    host: bracketed === undefined ? name : parseIp(bracketed),
    port: port === undefined ? undefined : Number(port),
  };
}

/** Reads `host:port`, which may stand behind `http://` or `https://`; gives it in its usual form. Throws AddressError. */
export function parseEndpoint(text: string): Address & { readonly url: string } {
  const [, scheme = 'http://', rest = ''] = /^(https?:\/\/)?(.*)$/s.exec(text) ?? [];
  const address = parseAddress(rest);
  if (address.port === undefined) throw new AddressError('has no port');
  return { ...address, url: `${scheme}${formatAddress(address)}` };
}

/**
 * Reads an IP address, in brackets or not, and gives it in its shortest form; an IPv4 address that is written as an
 * IPv6 one (`::ffff:10.0.0.1`) as IPv4. Throws AddressError, also for those that mean something on one link only.
 */
export function parseIp(text: string): string {
  const ip = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (isIPv4(ip)) return ip;
  if (!isIPv6(ip)) throw new AddressError('is not an IPv4 or IPv6 address (without a port)');
  if (ip.includes('%') || /^fe[89ab]/i.test(ip)) {
    throw new AddressError('is a link-local address, which means something on one link only');
  }
  const shortest = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(shortest) ?? [];
  if (high === undefined || low === undefined) return shortest;
  return [parseInt(high, 16), parseInt(low, 16)].flatMap((part) => [part >> 8, part & 255]).join('.');
}

/** `host:port`, an IPv6 address in brackets. */
export function formatAddress({ host, port }: Address): string {
  const written = isIPv6(host) ? `[${host}]` : host;
  return port === undefined ? written : `${written}:${port}`;
}

/** Stands for every address of a machine: to listen on, not to be called. */
export function isUnspecified(ip: string): boolean {
  return ip === '0.0.0.0' || ip === '::';
}

/** This very machine, whoever asks. */
export function isLoopback(host: string): boolean {
  return isIP(host) === 0 ? /^(.+\.)?localhost\.?$/i.test(host) : host === '::1' || host.startsWith('127.');
}
