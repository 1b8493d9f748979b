/** The name of a service in each of its spellings. */
export interface ServiceNames {
  /** `watch-later`: its app, folders and process. */
  readonly name: string;
  /** `watchLater`: its module. */
  readonly camelName: string;
  /** `WatchLater`: its types, and with `Service` behind it its gRPC service. */
  readonly pascalName: string;
  /** `watch_later`: its package in the contract, and what the names of its tables begin with. */
  readonly snakeName: string;
}

/** All spellings of a name in kebab-case. */
export function serviceNames(name: string): ServiceNames {
  const pascalName = name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return {
    name,
    camelName: pascalName.charAt(0).toLowerCase() + pascalName.slice(1),
    pascalName,
    snakeName: name.replaceAll('-', '_'),
  };
}
