// The keeper of a stack folder, as its own process: <folder> <script of its guard>.
import { runKeeper } from './keeper';

runKeeper(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
