import { randomUUID } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = () => ({ value: randomUUID() as string });
const video = () => ({ videoId: id(), userId: id(), name: 'é', description: 'é', tags: ['é', 'b'] });
const page = () => ({
  pageSize: 3,
  startingAddedDate: { seconds: 1n, nanos: 1 },
  startingVideoId: id(),
  pagingState: '',
});

itKeepsTheWire('videos', [
  rpc(Catalog.submitYouTubeVideo, () => ({ ...video(), youTubeVideoId: 'é' })),
  rpc(Catalog.submitUploadedVideo, () => ({ ...video(), uploadUrl: 'é' })),
  rpc(Catalog.getVideo, () => ({ videoId: id() }), { answer: status.NOT_FOUND }),
  rpc(Catalog.getVideoPreviews, () => ({ videoIds: [id(), id()] })),
  rpc(Catalog.getLatestVideoPreviews, page),
  rpc(Catalog.getUserVideoPreviews, () => ({ userId: id(), ...page() })),
]);
