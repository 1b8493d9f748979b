import {
  conditional,
  idempotent,
  intColumn,
  timestampColumn,
  untilKnown,
  uuidColumn,
  type Cassandra,
  type Row,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { Claim } from '../domain/video-store';
import { kindOfLocationType, LOCATION_TYPE } from './location-type';

const INSERT = conditional(
  'INSERT INTO videos (videoid, userid, added_date, location_type) VALUES (?, ?, ?, ?) IF NOT EXISTS',
);
const SELECT = idempotent(
  'SELECT userid, added_date, location_type, name, location FROM videos WHERE videoid = ?',
);
/** For rows that lack their owner or date, as other tools may leave them; a condition on null holds for null alone. */
const COMPLETE = conditional(
  'UPDATE videos SET userid = ?, added_date = ?, location_type = ? WHERE videoid = ? ' +
    'IF userid = ? AND added_date = ? AND location_type = ?',
);

/**
 * Makes the video the claimant's unless somebody has it, and returns what stands. These three columns are written here
 * alone and by lightweight transactions alone (plain writes have other clocks and would hide them), so they never
 * change once they are there. A claim that was carried out although its answer was lost is met by its repeat.
 */
export function claimVideo(cassandra: Cassandra, claim: Claim, call: CallContext): Promise<Claim> {
  return untilKnown(call, async () => {
    const { videoId, userId, addedDate, kind } = claim;
    const params = [videoId, userId, addedDate, LOCATION_TYPE[kind]];
    let outcome = await cassandra.writeIf([{ statement: INSERT, params }], call);
    while (!outcome.applied) {
      const [row] = outcome.rows;
      // No row: somebody emptied the table at this moment.
      const standing = row === undefined ? NOTHING : standingIn(row);
      const wanted = { ...claim, ...standing.known };
      // Who is refused changes nothing, not even what another's row lacks.
      if (standing.isComplete || wanted.userId !== userId) return wanted;
      outcome = await cassandra.writeIf(
        [{ statement: COMPLETE, params: completing(wanted, standing.row) }],
        call,
      );
      if (outcome.applied) return wanted;
    }
    return claim;
  });
}

/** The claim that stands. Serially: one that is under way is finished by that, or will never be. */
export async function claimOfVideo(
  cassandra: Cassandra,
  videoId: string,
  call: CallContext,
): Promise<Claim | undefined> {
  const [row] = await cassandra.rowsSerially(SELECT, [videoId], call);
  if (row === undefined) return undefined;
  const { userId, addedDate, kind } = standingIn(row).known;
  if (userId === undefined || addedDate === undefined || kind === undefined) return undefined;
  return { videoId, userId, addedDate, kind };
}

interface Standing {
  /** What of the claim stands in the row. */
  readonly known: Partial<Claim>;
  readonly isComplete: boolean;
  readonly row: Row | undefined;
}

const NOTHING: Standing = { known: {}, isComplete: false, row: undefined };

function standingIn(row: Row): Standing {
  const userId = uuidColumn(row, 'userid');
  const addedDate = timestampColumn(row, 'added_date');
  // Null is the kind of every backend's oldest videos; only where nothing has been put yet it says nothing.
  const isPut = row['name'] != null || row['location'] != null;
  const isKindKnown = row['location_type'] != null;
  const kind = isKindKnown || isPut ? kindOfLocationType(intColumn(row, 'location_type')) : undefined;
  return {
    known: {
      ...(userId === undefined ? {} : { userId }),
      ...(addedDate === undefined ? {} : { addedDate }),
      ...(kind === undefined ? {} : { kind }),
    },
    isComplete: userId !== undefined && addedDate !== undefined && isKindKnown,
    row,
  };
}

function completing({ videoId, userId, addedDate, kind }: Claim, row: Row | undefined): unknown[] {
  const from = (column: string): unknown => (row?.[column] as unknown) ?? null;
  return [
    userId,
    addedDate,
    LOCATION_TYPE[kind],
    videoId,
    from('userid'),
    from('added_date'),
    from('location_type'),
  ];
}
