import { EchoService } from '@killrvideo/grpc/testing';

import { readVariables } from '../configuration/read-variables';
import { client } from './client';

const ofService = (fullName: string) => ({ say: { ...EchoService.say, path: `/${fullName}/Say` } });

/** What the client of that service reads from an environment. */
function read(fullName: string, environment: Record<string, string>): unknown {
  const { variables } = client(ofService(fullName));
  return readVariables(environment, 'search', [variables]).valuesOf(variables);
}

describe('the variables of a client', () => {
  it.each([
    ['killrvideo.video_catalog.VideoCatalogService', 'KILLRVIDEO_VIDEO_CATALOG_SERVICE_ADDRESSES'],
    ['killrvideo.outliers.v1.Outliers', 'KILLRVIDEO_OUTLIERS_ADDRESSES'],
  ])('of %s bear its name', (service, name) => {
    expect(client(ofService(service)).variables).toMatchObject({ addresses: { name } });
  });

  it.each([
    ['10.0.0.1:8102', ['10.0.0.1:8102']],
    ['videos.example.org:8102', ['videos.example.org:8102']],
    ['10.0.0.1:8102, [fd00::1]:8102', ['10.0.0.1:8102', '[fd00::1]:8102']],
  ])('take the addresses %s', (text, addresses) => {
    expect(read('test.Echo', { KILLRVIDEO_ECHO_ADDRESSES: text })).toMatchObject({ addresses });
  });

  it.each([
    ['ADDRESSES', 'ECHO', '10.0.0.1', 'has an address without a port'],
    ['ADDRESSES', 'ECHO', 'a.example.org:1,b.example.org:1', 'has a name among several addresses'],
    ['DNS_NAME', 'SERVICE', '{service}.example.org', 'is not host:port'],
    ['DNS_NAME', 'SERVICE', 'http://{service}:1', 'is not host:port'],
  ])('take no %s of %s that is %s', (end, whose, text, problem) => {
    expect(() => read('test.Echo', { [`KILLRVIDEO_${whose}_${end}`]: text })).toThrow(
      `KILLRVIDEO_${whose}_${end} ${problem}`,
    );
  });

  it('need not be set', () => {
    expect(read('test.Echo', {})).toEqual({ addresses: undefined, dnsName: undefined });
  });

  it('put the name of the service into a DNS name', () => {
    const lookedFor: unknown[] = [];
    const need = client(ofService('killrvideo.video_catalog.VideoCatalogService'));
    const environment = { KILLRVIDEO_SERVICE_DNS_NAME: '{service}.example.org:50101' };
    const configuration = readVariables(environment, 'search', [need.variables]);
    need.supply({
      valuesOf: (group: never) => configuration.valuesOf(group),
      client: (_: unknown, given: unknown) => lookedFor.push(given),
    } as never);
    expect(lookedFor).toEqual([{ addresses: undefined, dnsName: 'video-catalog-service.example.org:50101' }]);
  });
});
