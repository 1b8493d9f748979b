import { SearchServiceService as Search } from '@killrvideo/proto/search';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

itKeepsTheWire('search', [
  rpc(Search.searchVideos, () => ({ query: 'é', pageSize: 3, pagingState: '' })),
  rpc(Search.getQuerySuggestions, () => ({ query: 'é', pageSize: 3 })),
]);
