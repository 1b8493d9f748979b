import { randomUUID } from 'node:crypto';

import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = () => ({ value: randomUUID() as string });

itKeepsTheWire('statistics', [
  rpc(Statistics.recordPlaybackStarted, () => ({ videoId: id() })),
  rpc(Statistics.getNumberOfPlays, () => ({ videoIds: [id(), id()] })),
]);
