import { randomUUID } from 'node:crypto';

import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = () => ({ value: randomUUID() as string });

itKeepsTheWire('ratings', [
  rpc(Ratings.rateVideo, () => ({ videoId: id(), userId: id(), rating: 5 })),
  rpc(Ratings.getRating, () => ({ videoId: id() })),
  rpc(Ratings.getUserRating, () => ({ videoId: id(), userId: id() })),
]);
