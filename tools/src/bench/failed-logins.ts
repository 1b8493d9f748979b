import { createHash, pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';

import { grpcClient, type GrpcClient } from '@killrvideo/grpc-client';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { bundleOf } from '../workspace/build-apps';
import { startServer } from '../workspace/server-process';
import { benchDatabase } from './bench-database';
import { measureRound, medianOf, type Contestant, type Round } from './measure';

const PASSWORD = 'the right password';
const LOGINS_A_ROUND = 60;
/** One after the other: what is measured is what somebody can learn who tries e-mails out. */
const IN_FLIGHT = 1;
const ROUNDS_OF_WARM_UP = 1;

/** What a failed login costs the users service, whatever is stored under its e-mail; a section in Markdown. */
export async function failedLogins(
  environment: Readonly<Record<string, string>>,
  rounds: number,
): Promise<string> {
  const server = await startServer(bundleOf('users'), environment);
  await server.ready();
  const client = grpcClient([server.address]);
  await client.connected();
  const tables = await benchDatabase(environment);
  try {
    const contestants = new Map<string, Contestant>();
    for (const [name, email] of Object.entries(await emails(client, tables))) {
      contestants.set(name, { pid: server.pid, call: () => failToLogIn(client, email) });
    }
    return sectionOf(await takeTurns(contestants, rounds), rounds);
  } finally {
    await tables.shutdown();
    client.close();
    await server.stop();
  }
}

/** For everything that may be stored under an e-mail, one that has it. */
async function emails(client: GrpcClient, tables: Client): Promise<Record<string, string>> {
  const salt = randomBytes(24);
  const pbkdf2 = pbkdf2Sync(PASSWORD, salt, 1000, 24, 'sha1').toString('base64');
  const stored = async (password: string | null): Promise<string> => {
    const email = `${randomUUID()}@example.com`;
    await tables.execute(
      'INSERT INTO user_credentials (email, password, userid) VALUES (?, ?, ?)',
      [email, password, randomUUID()],
      { prepare: true },
    );
    return email;
  };
  const ours = `${randomUUID()}@example.com`;
  await client.call(Users.createUser, {
    userId: { value: randomUUID() },
    firstName: '',
    lastName: '',
    email: ours,
    password: PASSWORD,
  });
  return {
    'nothing: an unknown e-mail': `${randomUUID()}@example.com`,
    argon2id: ours,
    'sha1 (PBKDF2, 1,000 iterations)': await stored(`sha1:1000:${salt.toString('base64')}:${pbkdf2}`),
    MD5: await stored(createHash('md5').update(PASSWORD).digest('hex')),
    malformed: await stored('$argon2id$v=19$m=19456'),
    'sha1 with 999,999,999 iterations': await stored(`sha1:999999999:${salt.toString('base64')}:${pbkdf2}`),
    null: await stored(null),
  };
}

async function failToLogIn(client: GrpcClient, email: string): Promise<void> {
  const { code } = await client.ask(Users.verifyCredentials, { email, password: 'a wrong password' });
  if (code !== status.UNAUTHENTICATED) throw new Error(`a failed login was answered ${status[code]}`);
}

/** Every round begins with another one; the first is a warm-up. */
async function takeTurns(
  contestants: ReadonlyMap<string, Contestant>,
  rounds: number,
): Promise<ReadonlyMap<string, Round>> {
  const names = [...contestants.keys()];
  const measured = new Map<string, Round[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS_OF_WARM_UP + rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const contestant = contestants.get(name);
      if (contestant === undefined) continue;
      const result = await measureRound(contestant, LOGINS_A_ROUND, IN_FLIGHT);
      if (round >= ROUNDS_OF_WARM_UP) measured.get(name)?.push(result);
    }
    console.log(`failed logins: round ${round} of ${rounds}`);
  }
  return new Map([...measured].map(([name, results]) => [name, medianOf(results)]));
}

function sectionOf(measured: ReadonlyMap<string, Round>, rounds: number): string {
  const [unknown] = measured.values();
  const rows = [...measured].map(([name, { cpuMicros, p50Ms, p99Ms }]) => {
    const ratio = (figure: number, of: number | undefined) => (figure / (of ?? NaN)).toFixed(2);
    const cells = [
      name,
      (cpuMicros / 1000).toFixed(1),
      `**${ratio(cpuMicros, unknown?.cpuMicros)}**`,
      p50Ms.toFixed(1),
      `**${ratio(p50Ms, unknown?.p50Ms)}**`,
      p99Ms.toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `## What a failed login costs

Whatever is stored under an e-mail, or nothing, a login that fails should cost one argon2: neither its time nor its load
may tell who has an account. ${rounds} rounds of ${LOGINS_A_ROUND} failed logins of each kind, one after the other, the kinds taking
turns; medians over the rounds (the first, a warm-up, is left out). Ratios are to an unknown e-mail.

| what is stored | CPU ms a login | ratio | p50 ms | ratio | p99 ms |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
