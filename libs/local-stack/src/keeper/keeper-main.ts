// The keeper of a stack folder, as its own process: <folder> <script of its guard>.
import { explain } from '../explain';
import { runKeeper } from './keeper';

const [, , folder = '', guardScript = ''] = process.argv;
runKeeper(folder, guardScript).catch((error: unknown) => {
  console.error(explain(error, folder));
  process.exit(1);
});
