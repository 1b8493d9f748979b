import { groupsReport } from '@killrvideo/events';

import type { Databases } from './databases';
import { groupsTable } from './groups-table';

/** Shows how far each group is. */
export async function showGroups(
  { cassandra, keyspace }: Databases,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const groups = await groupsReport({ cassandra, keyspace, signal });
  say(groups.length === 0 ? 'nobody has subscribed' : groupsTable(groups, Date.now()));
}
