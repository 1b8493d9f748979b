import { randomUUID } from 'node:crypto';

import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = (value: string) => ({ value });

itKeepsTheWire('statistics', [
  rpc(Statistics.recordPlaybackStarted, () => ({ videoId: id(randomUUID()) })),
  rpc(Statistics.getNumberOfPlays, () => ({ videoIds: [id(randomUUID()), id(randomUUID())] })),
]);
