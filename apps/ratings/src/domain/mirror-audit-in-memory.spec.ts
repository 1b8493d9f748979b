import { testCall } from '@killrvideo/testing';

import { itAuditsTheMirror } from './mirror-audit.contract.testing';
import { mirrorAuditInMemory } from './mirror-audit-in-memory.testing';
import { sum } from './rating-store.contract.testing';

describe('the audit of the mirror in memory', () => {
  itAuditsTheMirror(() => {
    const audit = mirrorAuditInMemory({ videosAPage: 1 });
    return {
      audit,
      async rowByOthers(videoId, userId, stars) {
        audit.video(videoId).given.set(userId, { stars, ratedAt: undefined });
      },
    };
  });

  it('tells two changes of one millisecond apart', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1000);
    const audit = mirrorAuditInMemory({ videosAPage: 1 });
    for (const [from, to] of [
      [undefined, sum(1, 4)],
      [sum(1, 4), sum(2, 5)],
    ] as const) {
      await audit.change({ videoId: 'video', ratings: [], sum: { from, to } }, testCall());
    }
    now.mockRestore();
    expect(await audit.keptSum('video', testCall())).toEqual({ ...sum(2, 5), changedAt: 1001 });
  });
});
