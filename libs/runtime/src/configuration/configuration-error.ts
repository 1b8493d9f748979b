/** Something that whoever starts the process must mend: a variable, a port that cannot be had, a schema. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
