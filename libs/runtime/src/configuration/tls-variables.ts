import { certificatesFile, isKeyOf, privateKeyFile } from './pem-files';
import { variable, type Companion } from './variable';

/** By what a database and a process know each other where they talk TLS; files are read once, at start. */
export function tlsVariables(options: {
  readonly names: { readonly authorities: string; readonly certificate: string; readonly key: string };
  readonly database: string;
  /** What else must be set where one of the files is. */
  readonly goesWith?: readonly Companion[];
}) {
  const { names, database, goesWith = [] } = options;
  const file = `/etc/killrvideo/${database.toLowerCase()}`;
  return {
    authorities: variable({
      name: names.authorities,
      meaning: `TLS: a PEM file of those who may have signed the certificate of ${database}; whom Node trusts`,
      example: `${file}-ca.crt`,
      rule: certificatesFile,
      goesWith,
    }),
    certificate: variable({
      name: names.certificate,
      meaning: `TLS: a PEM file with the certificate of this process, where ${database} asks for one`,
      example: `${file}.crt`,
      rule: certificatesFile,
      goesWith: [{ variable: 'key' }, ...goesWith],
    }),
    key: variable({
      name: names.key,
      meaning: 'TLS: a PEM file with the key of that certificate',
      example: `${file}.key`,
      rule: privateKeyFile,
      goesWith: [
        {
          variable: 'certificate',
          misfit: (key, certificate) =>
            isKeyOf(key as string, certificate as string)
              ? undefined
              : `names the key of another certificate than that in ${names.certificate}`,
        },
      ],
    }),
  };
}
