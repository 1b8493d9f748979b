import { randomUUID } from 'node:crypto';

import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { status } from '@grpc/grpc-js';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = (value: string) => ({ value });
const video = () => ({
  videoId: id(randomUUID()),
  userId: id(randomUUID()),
  name: 'é',
  description: 'é',
  tags: ['é', 'b'],
});
const page = () => ({
  pageSize: 3,
  startingAddedDate: { seconds: 1n, nanos: 1 },
  startingVideoId: id(randomUUID()),
  pagingState: '',
});

itKeepsTheWire('videos', [
  rpc(Catalog.submitYouTubeVideo, () => ({ ...video(), youTubeVideoId: 'é' })),
  rpc(Catalog.submitUploadedVideo, () => ({ ...video(), uploadUrl: 'é' })),
  rpc(Catalog.getVideo, () => ({ videoId: id(randomUUID()) }), { answer: status.NOT_FOUND }),
  rpc(Catalog.getVideoPreviews, () => ({ videoIds: [id(randomUUID()), id(randomUUID())] })),
  rpc(Catalog.getLatestVideoPreviews, page),
  rpc(Catalog.getUserVideoPreviews, () => ({ userId: id(randomUUID()), ...page() })),
]);
