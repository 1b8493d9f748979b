import { runTask, tables } from '@killrvideo/runtime';

import manifest from '../project.json';
import { repairMirror } from './domain/repair-mirror';
import schema from './schema.cql';
import { cassandraMirrorAudit } from './storage/cassandra-mirror-audit';

/** Compares the counters of `video_ratings` with the ratings, and mends them; safe while the service runs. */
void runTask(manifest, {
  name: 'ratings-repair',
  needs: { cassandra: tables(schema) },
  usage: 'usage: repair [--dry-run]',
  readArguments: (args) =>
    args.every((arg) => arg === '--dry-run') ? { dryRun: args.length > 0 } : undefined,
  async run({ cassandra, log, call, pause }, { dryRun }) {
    const options = { dryRun, log, callWithin: call, pause };
    const { lookedAt, neededIt, mended, moving } = await repairMirror(
      cassandraMirrorAudit(cassandra),
      options,
    );
    const unsure = moving === 0 ? '' : `; ${moving} were being rated all the time: run it again`;
    log.info(
      { lookedAt, neededIt, mended, moving },
      `${lookedAt} videos looked at: ${neededIt} needed it, ${mended} mended${dryRun ? ' (dry run)' : ''}${unsure}`,
    );
    return moving === 0 && (dryRun || mended === neededIt);
  },
});
