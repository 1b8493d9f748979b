import { OutliersService as Outliers } from '@killrvideo/proto/outliers';
import { OutlierDetectionServiceService as Detection } from '@killrvideo/proto/outliers-v1';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

/** Values that are 0 and then some, as most measured ones are. */
const metric = (value: number) => ({ time: { seconds: 1n, nanos: 1 }, name: 'é', value });
const series = (name: string) => ({ name, values: [...Array<number>(20).fill(1), 2, 900], rule: undefined });
const LARGE = { maxMiB: 32 };

itKeepsTheWire('outliers', [
  rpc(Outliers.detect, () => ({ metrics: [0, 1, 2, 0, 1, 2, 99].map(metric) }), LARGE),
  rpc(Detection.detectInSeries, () => ({ series: ['é', 'b'].map(series), rule: undefined }), LARGE),
]);
