/** Schema files are imported as their text: by esbuild's text loader in bundles, by a transform in Jest. */
declare module '*.cql' {
  const text: string;
  export default text;
}
