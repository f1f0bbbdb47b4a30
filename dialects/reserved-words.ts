import type { DialectName } from '../src/model/dialect-options.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** https://www.postgresql.org/docs/current/sql-keywords-appendix.html: those that cannot be the name of a column. */
const postgresql = set(`
  all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate collation
  column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural new not notnull null of off offset old on only or order outer over overlaps placing primary
  references returning right select session_user similar some symmetric system_user table tablesample then to trailing
  true union unique user using variadic verbose when where window with
`);

/** https://www.sqlite.org/lang_keywords.html: those that SQLAlchemy quotes, and NOTHING and RETURNING, which need it too. */
const sqlite = set(`
  add after all alter analyze and as asc attach autoincrement before begin between by cascade case cast check collate
  column commit conflict constraint create cross current_date current_time current_timestamp database default deferrable
  deferred delete desc detach distinct drop each else end escape except exclusive exists explain fail false for foreign
  from full glob group having if ignore immediate in index indexed initially inner insert instead intersect into is isnull
  join key left like limit match natural not nothing notnull null of offset on or order outer plan pragma primary query raise
  references reindex rename replace restrict returning right rollback row select set table temp temporary then to transaction
  trigger true union unique update using vacuum values view virtual when where
`);

/** https://dev.mysql.com/doc/refman/8.4/en/keywords.html: those marked (R), and ROLE, which SQLAlchemy quotes. */
const mysql = set(`
  accessible add all alter analyze and array as asc asensitive before between bigint binary blob both by call cascade
  case change char character check collate column condition constraint continue convert create cross cube cume_dist
  current_date current_time current_timestamp current_user cursor database databases day_hour day_microsecond day_minute
  day_second dec decimal declare default delayed delete dense_rank desc describe deterministic distinct distinctrow div
  double drop dual each else elseif empty enclosed escaped except exists exit explain false fetch first_value float
  float4 float8 for force foreign from full fulltext function generated get grant group grouping groups having
  high_priority hour_microsecond hour_minute hour_second if ignore in index infile inner inout insensitive insert int
  int1 int2 int3 int4 int8 integer intersect interval into io_after_gtids io_before_gtids is iterate join json_table key
  keys kill lag last_value lateral lead leading leave left like limit linear lines load localtime localtimestamp lock
  long longblob longtext loop low_priority manual master_bind master_ssl_verify_server_cert match maxvalue mediumblob
  mediumint mediumtext member middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not
  nth_value ntile null numeric of on optimize optimizer_costs option optionally or order out outer outfile over parallel
  partition percent_rank precision primary procedure purge qualify range rank read read_write reads real recursive
  references regexp release rename repeat replace require resignal restrict return revoke right rlike role row
  row_number rows schema schemas second_microsecond select sensitive separator set show signal smallint spatial specific
  sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stored
  straight_join system table tablesample terminated then tinyblob tinyint tinytext to trailing trigger true undo union
  unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter
  varying virtual when where while window with write xor year_month zerofill
`);

/** https://mariadb.com/kb/en/reserved-words/, those of Oracle mode too, and PORTION, which the parser does not take as a name. */
const mariadb = set(`
  accessible add all alter analyze and as asc asensitive before between bigint binary blob body both by call cascade case
  change char character check collate column condition constraint continue convert create cross current_date current_role
  current_time current_timestamp current_user cursor database databases day_hour day_microsecond day_minute day_second dec
  decimal declare default delayed delete delete_domain_id desc describe deterministic distinct distinctrow div
  do_domain_ids double drop dual each else elseif elsif enclosed escaped except exists exit explain false fetch float
  float4 float8 for force foreign from fulltext general goto grant group having high_priority history hour_microsecond
  hour_minute hour_second if ignore ignore_domain_ids ignore_server_ids in index infile inner inout insensitive insert int
  int1 int2 int3 int4 int8 integer intersect interval into is iterate join key keys kill leading leave left like limit
  linear lines load localtime localtimestamp lock long longblob longtext loop low_priority master_heartbeat_period
  master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second
  mod modifies natural no_write_to_binlog not null numeric offset on optimize option optionally or order others out outer
  outfile over package page_checksum parse_vcol_expr partition period portion position precision primary procedure purge raise
  range read read_write reads real recursive ref_system_id references regexp release rename repeat replace require
  resignal restrict return returning revoke right rlike row_number rows rowtype schema schemas second_microsecond select
  sensitive separator set show signal slow smallint spatial specific sql sql_big_result sql_calc_found_rows
  sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages
  straight_join system system_time table terminated then tinyblob tinyint tinytext to trailing trigger true undo union
  unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter
  varying versioning when where while window with without write xor year_month zerofill
`);

/**
 * https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql
 * And what sqlcmd takes for a command at the start of a line: ED, GO, QUIT, RESET.
 */
const mssql = set(`
  add all alter and any as asc authorization backup begin between break browse bulk by cascade case check checkpoint close
  clustered coalesce collate column commit compute constraint contains containstable continue convert create cross current
  current_date current_time current_timestamp current_user cursor database dbcc deallocate declare default delete deny
  desc disk distinct distributed double drop dump ed else end errlvl escape except exec execute exists exit external fetch
  file fillfactor for foreign freetext freetexttable from full function go goto grant group having holdlock identity
  identity_insert identitycol if in index inner insert intersect into is join key kill left like lineno load merge
  national nocheck nonclustered not null nullif of off offsets on open opendatasource openquery openrowset openxml option
  or order outer over percent pivot plan precision primary print proc procedure public quit raiserror read readtext
  reconfigure references replication reset restore restrict return revert revoke right rollback rowcount rowguidcol rule save
  schema securityaudit select session_user set setuser shutdown some statistics system_user table tablesample textsize
  then to top tran transaction trigger truncate tsequal union unique unpivot update updatetext use user values varying
  view waitfor when where while with writetext
`);

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Oracle-SQL-Reserved-Words.html; ON and SET as SQLAlchemy has them. */
const oracle = set(`
  access add all alter and any as asc audit between by char check cluster column column_value comment compress connect
  create current date decimal default delete desc distinct drop else exclusive exists file float for from grant group
  having identified immediate in increment index initial insert integer intersect into is level like lock long maxextents
  minus mlslabel mode modify nested_table_id noaudit nocompress not nowait null number of offline on online option or order
  pctfree prior privileges public raw rename resource revoke row rowid rownum rows select session set share size smallint
  start successful synonym sysdate table then to trigger uid union unique update user validate values varchar varchar2 view
  whenever where with
`);

/** The words that need quotes as names, in lower case. */
export const reservedWords: Readonly<Record<DialectName, ReadonlySet<string>>> = {
  postgresql,
  mysql,
  mariadb,
  sqlite,
  mssql,
  oracle,
};
