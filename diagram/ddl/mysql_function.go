package ddl

import "strings"

// mysqlFunctions are the functions of MySQL 8 and of MariaDB that expressions call by name,
// besides those that are words of the grammar, and those that begin with st_ or mbr.
// https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html
// https://mariadb.com/kb/en/information-schema-sql_functions-table/
var mysqlFunctions = wordSet(`abs acos add_months adddate addtime aes_decrypt aes_encrypt any_value area asbinary asin astext aswkt atan atan2 benchmark bin bin_to_uuid
	binlog_gtid_pos bit_and bit_count bit_length bit_or bit_xor boundary buffer cast ceil ceiling centroid char_length character_length chr coercibility
	column_exists column_json column_list compress concat concat_ws connection_id conv convert_tz convexhull cos cot count crc32 crc32c crosses cume_dist
	curdate curtime date_add date_format date_sub datediff dayname dayofmonth dayofweek dayofyear decode degrees dense_rank des_decrypt des_encrypt
	dimension disjoint distance_sphere elt encode encrypt endpoint envelope equals exp export_set exteriorring extract extractvalue field find_in_set
	first_value floor format_bytes format_pico_time found_rows from_base64 from_days from_unixtime geometryfromtext geometryn geometrytype geomfromtext
	get_lock glength greatest group_concat grouping gtid_subset gtid_subtract hex icu_version ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa instr
	intersects is_free_lock is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 is_used_lock is_uuid isclosed isempty isnull issimple json_array
	json_array_append json_array_insert json_arrayagg json_compact json_contains json_contains_path json_depth json_detailed json_equals json_exists
	json_extract json_insert json_keys json_length json_loose json_merge json_merge_patch json_merge_preserve json_normalize json_object json_objectagg
	json_overlaps json_pretty json_query json_quote json_remove json_replace json_schema_valid json_schema_validation_report json_search json_set
	json_storage_free json_storage_size json_type json_unquote json_valid json_value lag last_day last_insert_id lcase lead least length lengthb ln
	load_file locate log log10 log2 lower lpad ltrim make_set makedate maketime master_gtid_wait master_pos_wait max md5 median member mid min monthname
	name_const natural_sort_key now nth_value ntile nullif numpoints nvl nvl2 oct octet_length ord percent_rank percentile_cont percentile_disc
	period_add period_diff pi pointfromtext pointn polygonfromtext position pow power quote radians rand random_bytes rank regexp_instr regexp_like
	regexp_replace regexp_substr release_all_locks release_lock round rpad rtrim sec_to_time session_user sformat sha sha1 sha2 sign sin sleep soundex
	space sqrt srid startpoint statement_digest statement_digest_text std stddev stddev_pop stddev_samp str_to_date strcmp subdate substr substring
	substring_index subtime sum sys_guid system_user tan time_format time_to_sec timediff to_base64 to_char to_days to_seconds touches trim ucase
	uncompress uncompressed_length unhex unix_timestamp updatexml upper uuid uuid_short uuid_to_bin validate_password_strength var_pop var_samp variance
	version weekday weekofyear x y yearweek`)

// mysqlKeywords are all words of MariaDB's grammar.
var mysqlKeywords = wordSet(`accessible account action add admin after against aggregate algorithm all alter always analyze and any as asc ascii asensitive at atomic authors auto
	auto_increment autoextend_size avg avg_row_length backup before begin between bigint binary binlog bit blob block body bool boolean both btree by
	byte cache call cascade cascaded case catalog_name chain change changed channel char character charset check checkpoint checksum cipher class_origin
	client clob close coalesce code collate collation column column_add column_check column_create column_delete column_get column_name columns comment
	commit committed compact completion compressed concurrent condition connection consistent constraint constraint_catalog constraint_name
	constraint_schema contains context continue contributors convert cpu create cross cube current current_date current_pos current_role current_time
	current_timestamp current_user cursor cursor_name cycle data database databases datafile date datetime day day_hour day_microsecond day_minute
	day_second deallocate dec decimal declare default definer delay_key_write delayed delete delete_domain_id des_key_file desc describe deterministic
	diagnostics directory disable discard disk distinct distinctrow div do do_domain_ids double drop dual dumpfile duplicate dynamic each else elseif
	elsif empty enable enclosed end ends engine engines enum error errors escape escaped event events every examined except exception exchange exclude
	execute exists exit expansion expire explain export extended extent_size false fast faults federated fetch fields file first fixed float float4
	float8 flush following follows for force foreign format found from full fulltext function general generated get get_format global goto grant grants
	group handler hard hash having help high_priority history host hosts hour hour_microsecond hour_minute hour_second id identified if ignore
	ignore_domain_ids ignore_server_ids ignored immediate import in increment index indexes infile initial_size inner inout insensitive insert
	insert_method install int int1 int2 int3 int4 int8 integer intersect interval into invisible invoker io io_thread ipc is isolation isopen issuer
	iterate join json json_table key key_block_size keys kill language last last_value lastval leading leave leaves left less level like limit linear
	lines list load local localtime localtimestamp lock locked locks logfile logs long longblob longtext loop low_priority master master_connect_retry
	master_delay master_demote_to_replica master_demote_to_slave master_gtid_pos master_heartbeat_period master_host master_log_file master_log_pos
	master_password master_port master_server_id master_ssl master_ssl_ca master_ssl_capath master_ssl_cert master_ssl_cipher master_ssl_crl
	master_ssl_crlpath master_ssl_key master_ssl_verify_server_cert master_use_gtid master_user match max_connections_per_hour max_queries_per_hour
	max_rows max_size max_statement_time max_updates_per_hour max_user_connections maxvalue medium mediumblob mediumint mediumtext memory merge
	message_text microsecond middleint migrate min_rows minus minute minute_microsecond minute_second minvalue mod mode modifies modify monitor month
	mutex mysql mysql_errno name names national natural nchar nested never next nextval no no_wait no_write_to_binlog nocache nocycle nodegroup
	nomaxvalue nominvalue none not notfound nowait null number numeric nvarchar of offset old_password on one online only open optimize option optionally
	options or order ordinality others out outer outfile over overlaps owner pack_keys package page page_checksum parse_vcol_expr parser partial
	partition partitioning partitions password path period persistent phase plugin plugins port portion precedes preceding precision prepare preserve
	prev previous primary privileges procedure process processlist profile profiles proxy purge quarter query quick raise range raw read read_only
	read_write reads real rebuild recover recursive redo_buffer_size redofile redundant ref_system_id references regexp relay relay_log_file
	relay_log_pos relay_thread relaylog release reload remove rename reorganize repair repeat repeatable replace replay replica replica_pos replicas
	replication require reset resignal restart restore restrict resume return returned_sqlstate returning returns reuse reverse revoke right rlike role
	rollback rollup routine row row_count row_format row_number rowcount rownum rows rowtype rtree savepoint schedule schema schema_name schemas second
	second_microsecond security select sensitive separator sequence serial serializable server session set setval share show shutdown signal signed
	simple skip slave slave_pos slaves slow smallint snapshot socket soft some soname sounds source spatial specific sql sql_big_result sql_buffer_result
	sql_cache sql_calc_found_rows sql_no_cache sql_small_result sql_thread sql_tsi_day sql_tsi_hour sql_tsi_minute sql_tsi_month sql_tsi_quarter
	sql_tsi_second sql_tsi_week sql_tsi_year sqlexception sqlstate sqlwarning ssl stage start starting starts statement stats_auto_recalc
	stats_persistent stats_sample_pages status stop storage stored straight_join string subclass_origin subject subpartition subpartitions super suspend
	swaps switches sysdate system system_time table table_checksum table_name tables tablespace temporary temptable terminated text than then threads
	ties time timestamp timestampadd timestampdiff tinyblob tinyint tinytext to trailing transaction transactional trigger triggers true truncate type
	unbounded uncommitted undefined undo undo_buffer_size undofile unicode uninstall union unique unknown unlock unsigned until update upgrade usage use
	use_frm user user_resources using utc_date utc_time utc_timestamp value values varbinary varchar varchar2 varcharacter variables varying versioning
	via view virtual visible wait warnings week weight_string when where while window with within without work wrapper write x509 xa xml xor year
	year_month zerofill`)

// mysqlHasFunction tells whether a call is one of MySQL's or MariaDB's own.
func mysqlHasFunction(name string) bool {
	return mysqlFunctions[name] || mysqlKeywords[name] || strings.HasPrefix(name, "st_") || strings.HasPrefix(name, "mbr")
}
