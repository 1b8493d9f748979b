import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { mutated, MUTATIONS, seeded, type Mutation } from '@killrvideo/testing';
import { status, type Metadata } from '@grpc/grpc-js';

import { itTellsItsContract } from './reflection-cases';
import { callerOf, deploymentsOf } from './world';

const MiB = 1024 * 1024;

/** One rpc: a good request, and how it is answered where nothing is stored that it asks for. */
export interface Rpc {
  readonly path: string;
  readonly good: () => Buffer;
  readonly answer: status;
  /** The bound of a message. */
  readonly maxMiB: number;
}

/** `good` fills every field, strings with what is not ASCII; it is called for each request. */
export function rpc<Request>(
  method: { path: string; requestSerialize: (request: Request) => Buffer },
  good: () => Request,
  { answer = status.OK, maxMiB = 4 }: Partial<Pick<Rpc, 'answer' | 'maxMiB'>> = {},
): Rpc {
  return { path: method.path, good: () => method.requestSerialize(good()), answer, maxMiB };
}

/** The answers that behaviour allows to any request while all is well. */
const ALLOWED = [status.OK, status.INVALID_ARGUMENT];

const UNDECODABLE = {
  'a tag that is cut off': [0x80],
  'field number 0': [0x00, 0x00],
  'a wire type that does not exist': [0x0e],
  'a stray end of group': [0x0c],
  'a group without an end': [0x0b],
  'a length beyond the message': [0x0a, 0x7f, 0x00],
  'a sub-message that overruns its length': [0x0a, 0x02, 0x0a, 0x24, 0x61],
  'a string in a sub-message that is not UTF-8': [0x0a, 0x03, 0x0a, 0x01, 0xff],
};

/** What every rpc owes its callers, whatever it is about, for each deployment of the app. */
export function itKeepsTheWire(app: string, rpcs: readonly Rpc[]): void {
  const services = new Set(rpcs.map(({ path }) => serviceIn(path)));
  itTellsItsContract(app, services);

  describe.each([...services])('%s', (service) => {
    it.each(deploymentsOf(app))(
      'of %s says that it does not have an rpc, or a service',
      async (deployment) => {
        const caller = await callerOf(service.split('.').at(-1) ?? '', deployment);
        for (const [path, details] of [
          [`/${service}/Nothing`, `${service} has no rpc Nothing`],
          ['/nobody.Service/Nothing', 'the service nobody.Service is not here'],
        ] as const) {
          const answer = await caller.callBytes(path, Buffer.alloc(0), {
            metadata: { 'x-request-id': 'mine' },
          });
          expect(answer).toMatchObject({ code: status.UNIMPLEMENTED, details });
          expect(answer.trailer.get('x-request-id')).toEqual(['mine']);
        }
        caller.close();
      },
    );
  });

  describe.each(rpcs)('$path', ({ path, good, answer, maxMiB }) => {
    const service = serviceIn(path);
    describe.each(deploymentsOf(app))('of %s', (deployment) => {
      let caller: GrpcCaller;
      beforeAll(async () => {
        caller = await callerOf(service.split('.').at(-1) ?? '', deployment);
      });
      afterAll(() => caller.close());

      it('answers what does not decode with INVALID_ARGUMENT', async () => {
        for (const [what, bytes] of Object.entries(UNDECODABLE)) {
          expect([what, (await caller.callBytes(path, Buffer.from(bytes))).code]).toEqual([
            what,
            status.INVALID_ARGUMENT,
          ]);
        }
      });

      it('answers random bytes and mutated messages as behaviour allows', async () => {
        const random = seeded(`${path} ${deployment}`);
        const bytes = () => Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)));
        const mutation = (): Mutation => ({
          kind: random.pick(MUTATIONS),
          place: random.below(65_536),
          value: random.below(256),
        });
        const requests = Array.from({ length: 400 }, (_, index) =>
          index % 2 === 0 ? bytes() : mutated(good(), Array.from({ length: 1 + random.below(4) }, mutation)),
        );
        for (let at = 0; at < requests.length; at += 50) {
          const answers = await Promise.all(
            requests.slice(at, at + 50).map((bytes) => caller.callBytes(path, bytes)),
          );
          answers.forEach(({ code, details }, index) => {
            if (code !== answer && !ALLOWED.includes(code)) {
              throw new Error(`${requests[at + index]?.toString('hex')}: ${status[code]} ${details}`);
            }
          });
        }
      });

      it('skips fields that it does not know', async () => {
        const unknown = Buffer.from([0xfa, 0x3f, 0x02, 0xff, 0xff]); // field 1023, two bytes
        expect(await caller.callBytes(path, Buffer.concat([unknown, good()]))).toMatchObject({
          code: answer,
        });
      });

      it(`refuses a message above ${maxMiB} MiB with RESOURCE_EXHAUSTED`, async () => {
        const metadata = { 'x-request-id': 'mine' };
        const { code, trailer } = await caller.callBytes(path, Buffer.alloc(maxMiB * MiB + 1), { metadata });
        expect(code).toBe(status.RESOURCE_EXHAUSTED);
        expect(trailer.get('x-request-id')).toEqual(['mine']);
      });

      it('gives the request id back, the caller’s or one of its own, also with an error', async () => {
        const trailerOf = async (bytes: Buffer, sent?: string): Promise<Metadata> =>
          (
            await caller.callBytes(
              path,
              bytes,
              sent === undefined ? {} : { metadata: { 'x-request-id': sent } },
            )
          ).trailer;
        expect((await trailerOf(good(), 'mine-1')).get('x-request-id')).toEqual(['mine-1']);
        expect((await trailerOf(Buffer.from([0x0c]), 'mine-2')).get('x-request-id')).toEqual(['mine-2']);
        expect((await trailerOf(good())).get('x-request-id')[0]).toMatch(/^\S{8,}$/);
      });

      it('takes a very long deadline for what it is', async () => {
        for (const days of [30, 50, 10_000]) {
          expect(await caller.callBytes(path, good(), { timeoutMs: days * 24 * 3600 * 1000 })).toMatchObject({
            code: answer,
          });
        }
      });

      it('keeps a deadline that has all but passed', async () => {
        const { code } = await caller.callBytes(path, good(), { timeoutMs: 1 });
        expect([answer, status.DEADLINE_EXCEEDED, status.CANCELLED]).toContain(code);
      });
    });
  });
}

/** `/killrvideo.comments.CommentsService/CommentOnVideo` → `killrvideo.comments.CommentsService` */
function serviceIn(path: string): string {
  return path.split('/')[1] ?? '';
}
