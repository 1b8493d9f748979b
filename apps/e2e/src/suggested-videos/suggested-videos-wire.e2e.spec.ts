import { randomUUID } from 'node:crypto';

import { SuggestedVideoServiceService as Suggested } from '@killrvideo/proto/suggested-videos';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = (value: string) => ({ value });

itKeepsTheWire('suggested-videos', [
  rpc(Suggested.getRelatedVideos, () => ({ videoId: id(randomUUID()), pageSize: 3, pagingState: '' })),
  rpc(Suggested.getSuggestedForUser, () => ({ userId: id(randomUUID()), pageSize: 3, pagingState: '' })),
]);
