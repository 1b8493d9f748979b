/** The services that sample data goes through: the names of their apps, and under which they are found. */
export const NEEDED_SERVICES = {
  users: 'UserManagementService',
  videos: 'VideoCatalogService',
  ratings: 'RatingsService',
  statistics: 'StatisticsService',
  comments: 'CommentsService',
} as const;

export type NeededService = keyof typeof NEEDED_SERVICES;

/** Something for each of the services. */
export type PerService<T> = Readonly<Record<NeededService, T>>;

export function perService<T>(make: (service: NeededService) => T): PerService<T> {
  return {
    users: make('users'),
    videos: make('videos'),
    ratings: make('ratings'),
    statistics: make('statistics'),
    comments: make('comments'),
  };
}
