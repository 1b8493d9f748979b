import type { CassandraNode } from './cassandra-files';

/** What Cassandra reaches into on Java 17, as its own jvm17-server.options lists it. */
const EXPORTS = [
  'java.base/jdk.internal.misc',
  'java.management.rmi/com.sun.jmx.remote.internal.rmi',
  'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server',
  'java.sql/java.sql',
  'java.base/java.lang.ref',
  'jdk.unsupported/sun.misc',
  'jdk.compiler/com.sun.tools.javac.file',
  'jdk.attach/sun.tools.attach',
];
const OPENS = [
  'java.base/java.lang.module',
  'java.base/jdk.internal.loader',
  'java.base/jdk.internal.ref',
  'java.base/jdk.internal.reflect',
  'java.base/jdk.internal.math',
  'java.base/jdk.internal.module',
  'java.base/jdk.internal.util.jar',
  'java.base/sun.nio.ch',
  'java.base/java.io',
  'java.base/java.lang.reflect',
  'java.base/java.lang',
  'java.base/java.util',
  'jdk.management/com.sun.management.internal',
  'jdk.compiler/com.sun.tools.javac',
];

/**
 * The arguments of `java` for a single node, to be run in its folder, where `lib` leads to the jars. All names in them
 * are relative: Java takes `=` for the end of an agent's path, `:` for the end of an entry of the class path.
 */
export function cassandraArguments({ unsafeSystem }: Pick<CassandraNode, 'unsafeSystem'>): string[] {
  return [
    // The quick compiler alone: a node that lives for minutes or hours starts with 40 % less work.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    // Cassandra locks the committed heap into memory where it may: the start size is what it costs.
    '-Xms128m',
    '-Xmx512m',
    '-Xss256k',
    '-XX:+PerfDisableSharedMem',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.net.preferIPv4Stack=true',
    '-Djdk.attach.allowAttachSelf=true',
    '-Dio.netty.tryReflectionSetAccessible=true',
    ...EXPORTS.map((name) => `--add-exports=${name}=ALL-UNNAMED`),
    ...OPENS.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    '-javaagent:lib/jamm-0.4.0.jar',
    '-Dcassandra.config=file:conf/cassandra.yaml',
    '-Dlogback.configurationFile=file:conf/logback.xml',
    '-Dcassandra.storagedir=data',
    '-Dcassandra.logdir=.',
    '-Djava.io.tmpdir=tmp',
    '-Dcassandra-foreground=yes',
    // A single node waits for no other. With several nodes a delay of 100 ms would tear the ring apart.
    '-Dcassandra.skip_wait_for_gossip_to_settle=0',
    '-Dcassandra.ring_delay_ms=100',
    '-Dcassandra.superuser_setup_delay_ms=0',
    '-Dcassandra.initial_token=0',
    '-Dcassandra.shutdown_announce_in_ms=0',
    ...(unsafeSystem ? ['-Dcassandra.unsafesystem=true'] : []),
    '-cp',
    'lib/*',
    'org.apache.cassandra.service.CassandraDaemon',
  ];
}
