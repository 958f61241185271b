//! What only a running database can tell, and the statements that ask it.

use crate::facts::Diagnostic;

const UNUSED: &str =
    "Which indexes does nobody read, on every server that serves queries and over a whole business cycle?";
const SLOW: &str = "Which statements take the most time in all?";
const SIZES: &str = "Which tables are the largest, and how fast do they grow?";
const SCANS: &str = "Which large tables are read whole again and again?";
const CONNECTIONS: &str = "How many connections are in use, and how many of them idle within a transaction?";
const REPLICAS: &str = "How far are the replicas behind?";

pub(super) static POSTGRESQL: &[Diagnostic] = &[
    Diagnostic {
        item: "data.index-hygiene",
        asks: UNUSED,
        sql: "SELECT s.relname, s.indexrelname, s.idx_scan, pg_size_pretty(pg_relation_size(s.indexrelid)) AS size
FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)
WHERE s.idx_scan = 0 AND NOT i.indisunique
ORDER BY pg_relation_size(s.indexrelid) DESC LIMIT 20;",
    },
    Diagnostic {
        item: "perf.monitoring",
        asks: SLOW,
        sql: "SELECT calls, round(total_exec_time) AS total_ms, round(mean_exec_time::numeric, 1) AS mean_ms, rows, query
FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 20;",
    },
    Diagnostic {
        item: "data.scaling",
        asks: SIZES,
        sql: "SELECT relname, n_live_tup, pg_size_pretty(pg_total_relation_size(relid)) AS size, n_tup_ins AS inserted_since_reset
FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC LIMIT 20;",
    },
    Diagnostic {
        item: "data.query-indexes",
        asks: SCANS,
        sql: "SELECT relname, seq_scan, seq_tup_read / greatest(seq_scan, 1) AS rows_each_time, idx_scan
FROM pg_stat_user_tables WHERE seq_scan > 0 ORDER BY seq_tup_read DESC LIMIT 20;",
    },
    Diagnostic {
        item: "data.query-indexes",
        asks: "How many different values do the columns have that conditions compare?",
        sql: "SELECT tablename, attname, n_distinct, null_frac, correlation
FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
ORDER BY tablename, attname;",
    },
    Diagnostic {
        item: "data.retention",
        asks: "Which tables are full of dead rows that autovacuum does not keep up with?",
        sql: "SELECT relname, n_live_tup, n_dead_tup, last_autovacuum
FROM pg_stat_user_tables WHERE n_dead_tup > 10000 ORDER BY n_dead_tup DESC LIMIT 20;",
    },
    Diagnostic {
        item: "perf.connection-pooling",
        asks: CONNECTIONS,
        sql: "SELECT state, count(*), max(now() - state_change) AS longest, current_setting('max_connections') AS most
FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY state;",
    },
    Diagnostic {
        item: "perf.read-scaling",
        asks: REPLICAS,
        sql: "SELECT application_name, state, replay_lag, pg_wal_lsn_diff(sent_lsn, replay_lsn) AS bytes_behind
FROM pg_stat_replication;",
    },
];

pub(super) static MYSQL: &[Diagnostic] = &[
    Diagnostic {
        item: "data.index-hygiene",
        asks: UNUSED,
        sql: "SELECT object_name, index_name FROM sys.schema_unused_indexes WHERE object_schema = DATABASE();",
    },
    Diagnostic {
        item: "perf.monitoring",
        asks: SLOW,
        sql: "SELECT query, exec_count, total_latency, avg_latency, rows_examined_avg
FROM sys.statement_analysis WHERE db = DATABASE() LIMIT 20;",
    },
    Diagnostic {
        item: "data.scaling",
        asks: SIZES,
        sql: "SELECT table_name, table_rows, round((data_length + index_length) / 1048576) AS megabytes
FROM information_schema.tables WHERE table_schema = DATABASE()
ORDER BY data_length + index_length DESC LIMIT 20;",
    },
    Diagnostic {
        item: "data.query-indexes",
        asks: SCANS,
        sql: "SELECT object_name, rows_full_scanned, latency
FROM sys.schema_tables_with_full_table_scans WHERE object_schema = DATABASE() LIMIT 20;",
    },
    Diagnostic {
        item: "perf.connection-pooling",
        asks: CONNECTIONS,
        sql: "SELECT command, count(*), max(time) AS longest_seconds, @@max_connections AS most
FROM information_schema.processlist GROUP BY command;",
    },
    Diagnostic { item: "perf.read-scaling", asks: REPLICAS, sql: "SHOW REPLICA STATUS;" },
];

pub(super) static SQL_SERVER: &[Diagnostic] = &[
    Diagnostic {
        item: "data.index-hygiene",
        asks: UNUSED,
        sql: "SELECT OBJECT_NAME(i.object_id) AS table_name, i.name, u.user_seeks, u.user_scans, u.user_lookups, u.user_updates
FROM sys.indexes i LEFT JOIN sys.dm_db_index_usage_stats u
  ON u.object_id = i.object_id AND u.index_id = i.index_id AND u.database_id = DB_ID()
WHERE OBJECTPROPERTY(i.object_id, 'IsUserTable') = 1 AND i.is_unique = 0 AND i.index_id > 1
  AND COALESCE(u.user_seeks + u.user_scans + u.user_lookups, 0) = 0;",
    },
    Diagnostic {
        item: "perf.monitoring",
        asks: SLOW,
        sql: "SELECT TOP 20 s.execution_count, s.total_elapsed_time / 1000 AS total_ms, s.total_logical_reads, t.text
FROM sys.dm_exec_query_stats s CROSS APPLY sys.dm_exec_sql_text(s.sql_handle) t
ORDER BY s.total_elapsed_time DESC;",
    },
    Diagnostic {
        item: "data.scaling",
        asks: SIZES,
        sql: "SELECT TOP 20 OBJECT_NAME(object_id) AS table_name,
  SUM(CASE WHEN index_id < 2 THEN row_count END) AS row_count, SUM(reserved_page_count) / 128 AS megabytes
FROM sys.dm_db_partition_stats GROUP BY object_id ORDER BY SUM(reserved_page_count) DESC;",
    },
    Diagnostic {
        item: "perf.connection-pooling",
        asks: CONNECTIONS,
        sql: "SELECT status, COUNT(*) AS sessions, SUM(open_transaction_count) AS open_transactions
FROM sys.dm_exec_sessions WHERE is_user_process = 1 GROUP BY status;",
    },
    Diagnostic {
        item: "perf.read-scaling",
        asks: REPLICAS,
        sql: "SELECT replica_id, log_send_queue_size, redo_queue_size FROM sys.dm_hadr_database_replica_states;",
    },
];

pub(super) static ORACLE: &[Diagnostic] = &[
    Diagnostic {
        item: "data.index-hygiene",
        asks: UNUSED,
        sql: "SELECT i.table_name, i.index_name FROM user_indexes i LEFT JOIN dba_index_usage u
  ON u.owner = USER AND u.name = i.index_name
WHERE i.uniqueness = 'NONUNIQUE' AND u.name IS NULL;",
    },
    Diagnostic {
        item: "perf.monitoring",
        asks: SLOW,
        sql: "SELECT executions, elapsed_time / 1000 AS total_ms, buffer_gets, sql_text
FROM v$sqlstats ORDER BY elapsed_time DESC FETCH FIRST 20 ROWS ONLY;",
    },
    Diagnostic {
        item: "data.scaling",
        asks: SIZES,
        sql: "SELECT segment_name, bytes / 1048576 AS megabytes FROM user_segments
WHERE segment_type LIKE 'TABLE%' ORDER BY bytes DESC FETCH FIRST 20 ROWS ONLY;",
    },
];
