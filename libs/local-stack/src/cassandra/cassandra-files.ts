/** What differs from node to node. */
export interface CassandraNode {
  readonly port: number;
  /** Between nodes: of no use to a single one, but it insists. */
  readonly storagePort: number;
  /** For throw-away test nodes: tables in milliseconds, and all of them lost when the node is killed. */
  readonly unsafeSystem: boolean;
}

/** The node's cassandra.yaml: one small node, sized for a laptop. Its paths are from the node's folder. */
export function cassandraYaml({ port, storagePort, unsafeSystem }: CassandraNode): string {
  // With `batch` an acknowledged write is on disk and outlives a kill; `periodic` may lose the last second.
  const commitLog = unsafeSystem
    ? 'commitlog_sync: periodic\ncommitlog_sync_period: 1000ms'
    : 'commitlog_sync: batch';
  return `cluster_name: killrvideo
num_tokens: 1
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
endpoint_snitch: SimpleSnitch
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters:
      - seeds: "127.0.0.1:${storagePort}"
listen_address: 127.0.0.1
rpc_address: 127.0.0.1
storage_port: ${storagePort}
native_transport_port: ${port}
start_native_transport: true
data_file_directories:
  - data/data
commitlog_directory: data/commitlog
saved_caches_directory: data/saved_caches
hints_directory: data/hints
${commitLog}
commitlog_segment_size: 8MiB
commitlog_total_space: 256MiB
auto_snapshot: false
incremental_backups: false
snapshot_before_compaction: false
cdc_enabled: false
hinted_handoff_enabled: true
concurrent_reads: 8
concurrent_writes: 8
concurrent_counter_writes: 8
concurrent_compactors: 1
memtable_heap_space: 64MiB
memtable_offheap_space: 64MiB
memtable_flush_writers: 1
memtable_allocation_type: heap_buffers
key_cache_size: 4MiB
counter_cache_size: 1MiB
row_cache_size: 0MiB
prepared_statements_cache_size: 8MiB
file_cache_size: 32MiB
networking_cache_size: 16MiB
native_transport_max_threads: 32
materialized_views_enabled: false
sasi_indexes_enabled: false
user_defined_functions_enabled: false
storage_compatibility_mode: NONE
uuid_sstable_identifiers_enabled: true
`;
}

/** Logs to the standard output, which is the node's log file together with what the JVM itself says. */
export const LOGBACK_XML = `<configuration>
  <statusListener class="ch.qos.logback.core.status.NopStatusListener" />
  <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%-5level %date{ISO8601} %F:%L - %msg%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="STDOUT" /></root>
</configuration>
`;
