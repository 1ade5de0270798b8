package ddl

import "strings"

// postgresFunctions are the functions of PostgreSQL 15 that expressions call by name; those
// that begin with pg_ are its own, too.
// https://www.postgresql.org/docs/15/functions.html
var postgresFunctions = wordSet(`abbrev abs acos acosd acosh age area array_agg array_dims array_fill array_length array_lower array_ndims array_position array_positions array_remove
	array_replace array_to_json array_to_string array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand atanh avg bit_and bit_count
	bit_length bit_or bit_xor bool bool_and bool_or box bpchar broadcast btrim cardinality cbrt ceil ceiling center char_length character_length chr cidr
	circle clock_timestamp col_description concat concat_ws convert convert_from convert_to corr cos cosd cosh cot cotd count covar_pop covar_samp
	cume_dist current_database current_schemas current_setting currval date date_bin date_part date_trunc datemultirange daterange decode degrees
	dense_rank dexp diagonal diameter div dlog1 dlog10 dround dtrunc encode enum_first enum_last enum_range every exp factorial first_value float4 float8
	floor format format_type gcd gen_random_uuid generate_series generate_subscripts get_bit get_byte get_current_ts_config getdatabaseencoding
	getpgusername has_table_privilege height host hostmask inet_merge inet_same_family initcap int2 int4 int4multirange int4range int8 int8multirange
	int8range is_normalized isclosed isempty isfinite ishorizontal isopen isparallel isperp isvertical json_agg json_array_elements
	json_array_elements_text json_array_length json_build_array json_build_object json_each json_each_text json_object json_object_agg json_object_keys
	json_populate_record json_populate_recordset json_strip_nulls json_to_record json_to_recordset json_to_tsvector json_typeof jsonb_agg
	jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_insert
	jsonb_object jsonb_object_agg jsonb_object_keys jsonb_path_exists jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz jsonb_path_query
	jsonb_path_query_array jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record
	jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_to_tsvector jsonb_typeof
	justify_days justify_hours justify_interval lag last_value lastval lcm lead length line ln log log10 lower lower_inc lower_inf lpad lseg ltrim
	macaddr macaddr8 macaddr8_set7bit make_date make_interval make_time make_timestamp make_timestamptz masklen max md5 min min_scale mod money
	multirange netmask network nextval now npoints nth_value ntile num_nonnulls num_nulls nummultirange numrange obj_description octet_length oid
	oidvectortypes parse_ident path pclose percent_rank percentile_cont percentile_disc phraseto_tsquery pi plainto_tsquery point polygon popen pow power
	querytree quote_ident quote_literal quote_nullable radians radius random range_agg range_intersect_agg range_merge rank regclass regexp_count
	regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr regr_avgx regr_avgy
	regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat reverse round row_number row_to_json rpad rtrim scale set_bit set_byte
	set_config set_masklen setseed setval setweight sha224 sha256 sha384 sha512 shobj_description sign sin sind sinh slope split_part sqrt
	statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array string_to_table strpos substr sum tan tand tanh timeofday timestamptz
	timetz timezone to_ascii to_char to_date to_hex to_json to_jsonb to_number to_regclass to_regcollation to_regnamespace to_regoper to_regoperator
	to_regproc to_regprocedure to_regrole to_regtype to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim_array trim_scale trunc
	ts_debug ts_delete ts_filter ts_headline ts_lexize ts_parse ts_rank ts_rank_cd ts_rewrite ts_stat ts_token_type tsmultirange tsquery_phrase tsrange
	tstzmultirange tstzrange tsvector_to_array txid_current txid_current_if_assigned txid_current_snapshot txid_snapshot_xip txid_snapshot_xmax
	txid_snapshot_xmin txid_status txid_visible_in_snapshot unistr unnest upper upper_inc upper_inf var_pop var_samp varbit variance websearch_to_tsquery
	width width_bucket xml_is_well_formed xml_is_well_formed_content xml_is_well_formed_document xmlagg xmlcomment xmlvalidate xpath xpath_exists`)

// postgresKeywords are all words of its grammar: SELECT word FROM pg_get_keywords().
var postgresKeywords = wordSet(`abort absolute access action add admin after aggregate all also alter always analyse analyze and any array as asc asensitive assertion assignment
	asymmetric at atomic attach attribute authorization backward before begin between bigint binary bit boolean both breadth by cache call called cascade
	cascaded case cast catalog chain char character characteristics check checkpoint class close cluster coalesce collate collation column columns
	comment comments commit committed compression concurrently configuration conflict connection constraint constraints content continue conversion copy
	cost create cross csv cube current current_catalog current_date current_role current_schema current_time current_timestamp current_user cursor cycle
	data database day deallocate dec decimal declare default defaults deferrable deferred definer delete delimiter delimiters depends depth desc detach
	dictionary disable discard distinct do document domain double drop each else enable encoding encrypted end enum escape event except exclude excluding
	exclusive execute exists explain expression extension external extract false family fetch filter finalize first float following for force foreign
	forward freeze from full function functions generated global grant granted greatest group grouping groups handler having header hold hour identity if
	ilike immediate immutable implicit import in include including increment index indexes inherit inherits initially inline inner inout input
	insensitive insert instead int integer intersect interval into invoker is isnull isolation join key label language large last lateral leading
	leakproof least left level like limit listen load local localtime localtimestamp location lock locked logged mapping match matched materialized
	maxvalue merge method minute minvalue mode month move name names national natural nchar new next nfc nfd nfkc nfkd no none normalize normalized not
	nothing notify notnull nowait null nullif nulls numeric object of off offset oids old on only operator option options or order ordinality others out
	outer over overlaps overlay overriding owned owner parallel parameter parser partial partition passing password placing plans policy position
	preceding precision prepare prepared preserve primary prior privileges procedural procedure procedures program publication quote range read real
	reassign recheck recursive ref references referencing refresh reindex relative release rename repeatable replace replica reset restart restrict
	return returning returns revoke right role rollback rollup routine routines row rows rule savepoint schema schemas scroll search second security
	select sequence sequences serializable server session session_user set setof sets share show similar simple skip smallint snapshot some sql stable
	standalone start statement statistics stdin stdout storage stored strict strip subscription substring support symmetric sysid system table tables
	tablesample tablespace temp template temporary text then ties time timestamp to trailing transaction transform treat trigger trim true truncate
	trusted type types uescape unbounded uncommitted unencrypted union unique unknown unlisten unlogged until update user using vacuum valid validate
	validator value values varchar variadic varying verbose version view views volatile when where whitespace window with within without work wrapper
	write xml xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable year yes zone`)

// postgresHasFunction tells whether a call is one of PostgreSQL's own or of an extension
// that the script makes. A type is called like a function, too: date(x).
func postgresHasFunction(name string) bool {
	_, isType := typeKinds[name]
	return postgresFunctions[name] || postgresKeywords[name] || isType || extensionFor(name) != "" || strings.HasPrefix(name, "pg_")
}
