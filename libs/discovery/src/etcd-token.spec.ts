import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';

import { openEtcd } from './etcd-client';

const PASSWORD = 'a secret';
const INVALID = {
  code: status.UNAUTHENTICATED,
  details: 'etcdserver: invalid auth token',
  metadata: new Metadata(),
};
const EMPTY = Buffer.alloc(0);

let server: Server;
let etcd: Etcd3;
/** Given by now, `t1` first; the server takes those of `taken` alone. */
let given = 0;
let asked = 0;
let taken = new Set<string>();

type Handler = (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => void;

/** Field 2 of AuthenticateResponse. */
const tokenMessage = (token: string) =>
  Buffer.concat([Buffer.from([0x12, token.length]), Buffer.from(token)]);
const authenticate: Handler = (_, answer) => answer(null, tokenMessage(`t${++given}`));
const range: Handler = ({ metadata }, answer) => {
  asked++;
  if (taken.has(String(metadata.get('token')[0]))) answer(null, EMPTY);
  else answer(INVALID);
};

const method = (path: string) => ({
  ...{ path, requestStream: false, responseStream: false },
  ...{ requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same },
});
const same = (bytes: Buffer) => bytes;

beforeEach(async () => {
  [given, asked, taken] = [0, 0, new Set(['t1'])];
  server = new Server();
  server.addService({ authenticate: method('/etcdserverpb.Auth/Authenticate') }, { authenticate });
  server.addService({ range: method('/etcdserverpb.KV/Range') }, { range });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  etcd = openEtcd({ endpoints: [`127.0.0.1:${port}`], username: 'killrvideo', password: PASSWORD });
});
afterEach(() => {
  etcd.close();
  server.forceShutdown();
});

describe('the token of a user', () => {
  it('is asked for once, by however many calls', async () => {
    await Promise.all([1, 2, 3].map(() => etcd.get('key').exec()));
    await etcd.get('key').exec();
    expect({ given, asked }).toEqual({ given: 1, asked: 4 });
  });

  it('is another one when etcd has forgotten it, without the caller noticing', async () => {
    await etcd.get('key').exec();
    taken = new Set(['t2']);
    await Promise.all([1, 2, 3].map(() => etcd.get('key').exec()));
    expect({ given, asked }).toEqual({ given: 2, asked: 7 });
  });

  it('that is refused although it is new ends its call, and the next one gets another', async () => {
    taken = new Set(['t2']);
    await expect(etcd.get('key').exec()).rejects.toThrow(
      "etcd asks for another token of the user 'killrvideo'",
    );
    expect({ given, asked }).toEqual({ given: 1, asked: 1 });
    await etcd.get('key').exec();
    expect({ given, asked }).toEqual({ given: 2, asked: 2 });
  });

  it('that is refused for ever costs a call two tries at most', async () => {
    await etcd.get('key').exec();
    taken = new Set();
    await expect(etcd.get('key').exec()).rejects.toThrow('etcd asks for another token');
    expect({ given, asked }).toEqual({ given: 2, asked: 3 });
  });
});
