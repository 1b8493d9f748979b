/** The table of a service that owns numbers. */
export const OWNED = 'CREATE TABLE IF NOT EXISTS numbers (number int PRIMARY KEY, value int);\n';

/** The table of one that follows from them. */
export const PROJECTED =
  'CREATE TABLE IF NOT EXISTS numbers_projected (number int PRIMARY KEY, value int);\n';
