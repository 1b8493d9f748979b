// Which projects may use which: the floors of the house, from the ground up. Libraries of one floor do not know each
// other, so each can be understood, replaced and tested alone. Specs of a mechanism may use the test tools.
const LAYERS = {
  'layer:core': [],
  'layer:proto-common': [],
  'layer:proto': ['layer:proto-common'],
  'layer:mechanism': ['layer:core', 'layer:testing'],
  // Made of mechanisms: a resolver of gRPC names out of etcd, events of tables and calls.
  'layer:assembly': ['layer:core', 'layer:mechanism', 'layer:proto', 'layer:proto-common', 'layer:testing'],
  'layer:runtime': ['layer:core', 'layer:mechanism', 'layer:assembly', 'layer:testing'],
  'layer:local-stack': ['layer:core', 'layer:mechanism', 'layer:runtime'],
  // No area's proto: every project uses the test tools, and would be affected by every change of the contract.
  'layer:testing': ['layer:core'],
  // Only the specs of a service may use the test tools; folder-rules.mjs says so.
  'layer:service': [
    'layer:core',
    'layer:mechanism',
    'layer:assembly',
    'layer:runtime',
    'layer:proto',
    'layer:testing',
  ],
  'layer:composition': ['layer:runtime'],
  'layer:e2e': [
    'layer:core',
    'layer:mechanism',
    'layer:assembly',
    'layer:local-stack',
    'layer:testing',
    'layer:proto',
    'layer:proto-common',
  ],
  'layer:tools': [
    'layer:core',
    'layer:mechanism',
    'layer:assembly',
    'layer:runtime',
    'layer:local-stack',
    'layer:testing',
    'layer:proto',
    'layer:proto-common',
  ],
};

export const projectRules = {
  depConstraints: Object.entries(LAYERS).map(([sourceTag, onlyDependOnLibsWithTags]) => ({
    sourceTag,
    onlyDependOnLibsWithTags,
  })),
};
