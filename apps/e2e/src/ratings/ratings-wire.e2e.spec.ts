import { randomUUID } from 'node:crypto';

import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = (value: string) => ({ value });

itKeepsTheWire('ratings', [
  rpc(Ratings.rateVideo, () => ({ videoId: id(randomUUID()), userId: id(randomUUID()), rating: 5 })),
  rpc(Ratings.getRating, () => ({ videoId: id(randomUUID()) })),
  rpc(Ratings.getUserRating, () => ({ videoId: id(randomUUID()), userId: id(randomUUID()) })),
]);
