package ddl_test

import "testing"

// TestMigrateSQLServer compares all statements of migrations.
func TestMigrateSQLServer(t *testing.T) {
	migrateCases{
		"a default is in the way of another type": {
			old: "CREATE TABLE t (d int DEFAULT 1, e int, f int DEFAULT 2);",
			now: "CREATE TABLE t (d bigint DEFAULT 1, e bigint NOT NULL DEFAULT 3, f int NOT NULL DEFAULT 2);",
			want: []string{
				"ALTER TABLE t DROP CONSTRAINT t_d_default",
				"ALTER TABLE t ALTER COLUMN d bigint NULL",
				"ALTER TABLE t ADD CONSTRAINT t_d_default DEFAULT 1 FOR d",
				"ALTER TABLE t ALTER COLUMN e bigint NULL",
				"ALTER TABLE t ADD CONSTRAINT t_e_default DEFAULT 3 FOR e",
				"UPDATE t SET e = DEFAULT WHERE e IS NULL",
				"ALTER TABLE t ALTER COLUMN e bigint NOT NULL",
				"UPDATE t SET f = DEFAULT WHERE f IS NULL",
				"ALTER TABLE t ALTER COLUMN f int NOT NULL",
			},
		},
		"defaults whose names the server made up": {
			dialect: "sqlserver",
			old:     "CREATE TABLE t (a int DEFAULT 0, b int CONSTRAINT DF_b DEFAULT (1), c int DEFAULT 2)",
			now:     "CREATE TABLE t (a int DEFAULT 5, c bigint DEFAULT 2)",
			want: []string{
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.default_constraints\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[t]') AND parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[dbo].[t]'), N'a', N'ColumnId')));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in t.', 1;\nEXEC (@drop)",
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.default_constraints\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[t]') AND parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[dbo].[t]'), N'b', N'ColumnId')));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in t.', 1;\nEXEC (@drop)",
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.default_constraints\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[t]') AND parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[dbo].[t]'), N'c', N'ColumnId')));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in t.', 1;\nEXEC (@drop)",
				"ALTER TABLE t DROP COLUMN b",
				"ALTER TABLE t ADD CONSTRAINT t_a_default DEFAULT 5 FOR a",
				"ALTER TABLE t ALTER COLUMN c bigint NULL",
				"ALTER TABLE t ADD CONSTRAINT t_c_default DEFAULT 2 FOR c",
			},
		},
		"keys whose names the server made up": {
			dialect: "sqlserver",
			old:     "CREATE TABLE p (id int PRIMARY KEY, u int NOT NULL UNIQUE, n int CHECK (n > 0)); CREATE TABLE c (p_id int REFERENCES p (id), q int CONSTRAINT ck CHECK (q > 1))",
			now:     "CREATE TABLE p (id int, u int NOT NULL, n int); CREATE TABLE c (p_id int, q int)",
			want: []string{
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[c] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.foreign_keys AS k\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[c]') AND referenced_object_id = OBJECT_ID(N'[dbo].[p]') AND N'p_id' = (\n    SELECT STRING_AGG(COL_NAME(parent_object_id, parent_column_id), ',') WITHIN GROUP (ORDER BY parent_column_id)\n    FROM sys.foreign_key_columns WHERE constraint_object_id = k.object_id)));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in c.', 1;\nEXEC (@drop)",
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[p] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.key_constraints\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[p]') AND type = 'PK'));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in p.', 1;\nEXEC (@drop)",
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[p] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.key_constraints AS k\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[p]') AND type = 'UQ' AND N'u' = (\n    SELECT STRING_AGG(COL_NAME(object_id, column_id), ',') WITHIN GROUP (ORDER BY key_ordinal)\n    FROM sys.index_columns WHERE object_id = k.parent_object_id AND index_id = k.unique_index_id)));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in p.', 1;\nEXEC (@drop)",
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[p] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.check_constraints AS k\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[p]') AND (name = N'p_n_check' OR is_system_named = 1 AND N'n>0' =\n    REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(definition, '(', ''), ')', ''), '[', ''), ']', ''), ' ', '')\n    OR is_system_named = 1 AND parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[dbo].[p]'), N'n', N'ColumnId') AND 1 = (\n      SELECT COUNT(*) FROM sys.check_constraints WHERE parent_object_id = k.parent_object_id AND parent_column_id = k.parent_column_id AND is_system_named = 1))));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in p.', 1;\nEXEC (@drop)",
				"ALTER TABLE c DROP CONSTRAINT ck",
				"ALTER TABLE p ALTER COLUMN id int NULL",
			},
		},
		"computed columns come last": {
			old: "CREATE TABLE t (total int GENERATED ALWAYS AS (price * 2) STORED, price int);",
			now: "CREATE TABLE t (total int GENERATED ALWAYS AS (price + vat) STORED, price bigint, vat int);",
			want: []string{
				"SET QUOTED_IDENTIFIER ON",
				"ALTER TABLE t DROP COLUMN total",
				"ALTER TABLE t ALTER COLUMN price bigint NULL",
				"ALTER TABLE t ADD vat int NULL",
				"ALTER TABLE t ADD total AS (CAST(price + vat AS int)) PERSISTED",
			},
		},
		"a computed column gets another name": {
			old: "CREATE TABLE t (a int, c int GENERATED ALWAYS AS (a * 2) STORED);",
			now: "CREATE TABLE t (a int, cc int GENERATED ALWAYS AS (a * 2) STORED);", rename: "t.c=cc",
			want: []string{
				"SET QUOTED_IDENTIFIER ON",
				"ALTER TABLE t DROP COLUMN c",
				"ALTER TABLE t ADD cc AS (CAST(a * 2 AS int)) PERSISTED",
			},
		},
		"a filter is in the way of another name": {
			old: "CREATE TABLE t (email varchar(50) UNIQUE, a int); CREATE INDEX i ON t (a) WHERE a > 0;",
			now: "CREATE TABLE t (mail varchar(50) UNIQUE, a int); CREATE INDEX i ON t (a) WHERE a > 0;", rename: "t.email=mail",
			want: []string{
				"SET QUOTED_IDENTIFIER ON",
				"DROP INDEX t_email_key ON t",
				"EXEC sp_rename N'[dbo].[t].[email]', N'mail', N'COLUMN'",
				"CREATE UNIQUE INDEX t_mail_key ON t (mail) WHERE mail IS NOT NULL",
			},
		},
		"values that nothing converts by itself": {
			old: "CREATE TABLE t (a float, b timestamp, c xml, d bytea, e text NOT NULL, f date);",
			now: "CREATE TABLE t (a text, b text, c text, d text, e bytea NOT NULL, f int);",
			want: []string{
				"ALTER TABLE t DROP COLUMN f",
				"ALTER TABLE t ADD a_new nvarchar(max) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET a_new = CONVERT(nvarchar(max), FORMAT(a, 'R', 'en-US'));\nALTER TABLE t DROP COLUMN a;\nEXEC sp_rename N'[dbo].[t].[a_new]', N'a', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ALTER COLUMN b nvarchar(max) NULL",
				"ALTER TABLE t ADD c_new nvarchar(max) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET c_new = CONVERT(nvarchar(max), c);\nALTER TABLE t DROP COLUMN c;\nEXEC sp_rename N'[dbo].[t].[c_new]', N'c', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ADD d_new nvarchar(max) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET d_new = CONVERT(nvarchar(max), d, 1);\nALTER TABLE t DROP COLUMN d;\nEXEC sp_rename N'[dbo].[t].[d_new]', N'd', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ADD e_new varbinary(max) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET e_new = CONVERT(varbinary(max), e);\nALTER TABLE t DROP COLUMN e;\nEXEC sp_rename N'[dbo].[t].[e_new]', N'e', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ALTER COLUMN e varbinary(max) NOT NULL",
				"ALTER TABLE t ADD f int NULL",
			},
		},
		"values of SQL Server's own types": {
			dialect: "sqlserver",
			old:     "CREATE TABLE t (a datetime, b money, c ntext, d geography, e rowversion)",
			now:     "CREATE TABLE t (a nvarchar(40), b nvarchar(max), c nvarchar(200), d nvarchar(max), e varbinary(8))",
			want: []string{
				"ALTER TABLE t ADD a_new nvarchar(40) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET a_new = CONVERT(nvarchar(40), a, 121);\nALTER TABLE t DROP COLUMN a;\nEXEC sp_rename N'[dbo].[t].[a_new]', N'a', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ADD b_new nvarchar(max) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET b_new = CONVERT(nvarchar(max), b, 2);\nALTER TABLE t DROP COLUMN b;\nEXEC sp_rename N'[dbo].[t].[b_new]', N'b', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ADD c_new nvarchar(200) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET c_new = CONVERT(nvarchar(200), c);\nALTER TABLE t DROP COLUMN c;\nEXEC sp_rename N'[dbo].[t].[c_new]', N'c', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ADD d_new nvarchar(max) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET d_new = CONVERT(nvarchar(max), d.STAsText());\nALTER TABLE t DROP COLUMN d;\nEXEC sp_rename N'[dbo].[t].[d_new]', N'd', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ADD e_new varbinary(8) NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET e_new = CONVERT(varbinary(8), e);\nALTER TABLE t DROP COLUMN e;\nEXEC sp_rename N'[dbo].[t].[e_new]', N'e', N'COLUMN';\nCOMMIT",
			},
		},
		"rows that are there get defaults": {
			old: "CREATE TABLE t (a int);",
			now: "CREATE TABLE t (a int, b int DEFAULT 7, c int NOT NULL DEFAULT 8, d int);",
			want: []string{
				"ALTER TABLE t ADD b int NULL CONSTRAINT t_b_default DEFAULT 7 WITH VALUES",
				"ALTER TABLE t ADD c int NOT NULL CONSTRAINT t_c_default DEFAULT 8",
				"ALTER TABLE t ADD d int NULL",
			},
		},
		"the only column begins to number rows": {
			old: "CREATE TABLE t (a int NOT NULL);",
			now: "CREATE TABLE t (a serial NOT NULL);",
			want: []string{
				"EXEC sp_rename N'[dbo].[t]', N't_old', N'OBJECT'",
				"CREATE TABLE t (\n  a int IDENTITY(1,1) NOT NULL\n)",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nSET IDENTITY_INSERT t ON;\nINSERT INTO t (a)\nSELECT a FROM t_old;\nSET IDENTITY_INSERT t OFF;\nDROP TABLE t_old;\nCOMMIT",
			},
		},
		"synonyms of types": {
			dialect: "sqlserver",
			old:     "CREATE TABLE t (a integer NOT NULL, b character varying(10), c double precision, d image, e text)",
			now:     "CREATE TABLE t (a bigint NOT NULL, b varchar(20), c float, d varbinary(max), e varchar(max))",
			want: []string{
				"ALTER TABLE t ALTER COLUMN a bigint NOT NULL",
				"ALTER TABLE t ALTER COLUMN b varchar(20) NULL",
				"ALTER TABLE t ALTER COLUMN d varbinary(max) NULL",
				"ALTER TABLE t ALTER COLUMN e varchar(max) NULL",
			},
		},
		"no number is a UUID": {
			old: "CREATE TABLE t (id serial PRIMARY KEY, n text);",
			now: "CREATE TABLE t (id uuid PRIMARY KEY, n text);",
			want: []string{
				"ALTER TABLE t DROP CONSTRAINT t_pkey",
				"EXEC sp_rename N'[dbo].[t]', N't_old', N'OBJECT'",
				"CREATE TABLE t (\n  id uniqueidentifier NOT NULL,\n  n nvarchar(max) NULL,\n  CONSTRAINT t_pkey PRIMARY KEY (id)\n)",
			},
		},
		"versions of rows are the server's": {
			dialect: "sqlserver",
			old:     "CREATE TABLE t (id int NOT NULL, v rowversion, x nvarchar(5))",
			now:     "CREATE TABLE t (id int IDENTITY(1,1) NOT NULL, v rowversion, x nvarchar(5))",
			want: []string{
				"EXEC sp_rename N'[dbo].[t]', N't_old', N'OBJECT'",
				"CREATE TABLE t (\n  id int IDENTITY(1,1) NOT NULL,\n  v rowversion NULL,\n  x nvarchar(5) NULL\n)",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nSET IDENTITY_INSERT t ON;\nINSERT INTO t (id, x)\nSELECT id, x FROM t_old;\nSET IDENTITY_INSERT t OFF;\nDROP TABLE t_old;\nCOMMIT",
			},
		},
		"a key gets a name": {
			dialect: "sqlserver",
			old:     "CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE)",
			now:     "CREATE TABLE t (id int CONSTRAINT PK_t PRIMARY KEY, a int UNIQUE)",
		},
		"one of two checks goes": {
			dialect: "sqlserver",
			old:     "CREATE TABLE t (b int CHECK (b > 0) CONSTRAINT mx CHECK (b < 100), c int, d int, CHECK (c < d))",
			now:     "CREATE TABLE t (b int CONSTRAINT mx CHECK (b < 100), c int, d int)",
			want: []string{
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.check_constraints AS k\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[t]') AND (name = N't_b_check' OR is_system_named = 1 AND N'b>0' =\n    REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(definition, '(', ''), ')', ''), '[', ''), ']', ''), ' ', '')\n    OR is_system_named = 1 AND parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[dbo].[t]'), N'b', N'ColumnId') AND 1 = (\n      SELECT COUNT(*) FROM sys.check_constraints WHERE parent_object_id = k.parent_object_id AND parent_column_id = k.parent_column_id AND is_system_named = 1))));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in t.', 1;\nEXEC (@drop)",
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.check_constraints AS k\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[t]') AND (name = N't_check' OR is_system_named = 1 AND N'c<d' =\n    REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(definition, '(', ''), ')', ''), '[', ''), ']', ''), ' ', ''))));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in t.', 1;\nEXEC (@drop)",
			},
		},
		"a foreign key in another order than its key": {
			dialect: "sqlserver",
			old:     "CREATE TABLE p (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE c (a int, b int, FOREIGN KEY (b, a) REFERENCES p (y, x))",
			now:     "CREATE TABLE p (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE c (a int, b int)",
			want: []string{
				"DECLARE @drop nvarchar(max) = N'ALTER TABLE [dbo].[c] DROP CONSTRAINT ' + QUOTENAME((\n  SELECT TOP (1) name FROM sys.foreign_keys AS k\n  WHERE parent_object_id = OBJECT_ID(N'[dbo].[c]') AND referenced_object_id = OBJECT_ID(N'[dbo].[p]') AND N'a,b' = (\n    SELECT STRING_AGG(COL_NAME(parent_object_id, parent_column_id), ',') WITHIN GROUP (ORDER BY parent_column_id)\n    FROM sys.foreign_key_columns WHERE constraint_object_id = k.object_id)));\nIF @drop IS NULL\n  THROW 50000, N'Nothing of this kind is in c.', 1;\nEXEC (@drop)",
			},
		},
		"values that were computed stay": {
			old: "CREATE TABLE t (a int, y int NOT NULL GENERATED ALWAYS AS (a + 1) STORED);",
			now: "CREATE TABLE t (a int, y int NOT NULL);",
			want: []string{
				"SET QUOTED_IDENTIFIER ON",
				"ALTER TABLE t ADD y_new int NULL",
				"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nUPDATE t SET y_new = y;\nALTER TABLE t DROP COLUMN y;\nEXEC sp_rename N'[dbo].[t].[y_new]', N'y', N'COLUMN';\nCOMMIT",
				"ALTER TABLE t ALTER COLUMN y int NOT NULL",
			},
		},
	}.run(t, "sqlserver")
}
