package ddl

// mariadbDialect writes MariaDB 10.7 and newer (the first with uuid).
var _ = add(mysqlLike(&Dialect{
	Name: "mariadb", Title: "MariaDB",
	native:      nativeTypes(mysqlTypes + "\nuuid inet4 inet6"),
	typeName:    mariadbType,
	dropForeign: "DROP FOREIGN KEY IF EXISTS",
}))

// mariadbType writes the few types that MySQL lacks, and the rest as MySQL does.
func mariadbType(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	if t.array == 0 {
		switch t.kind {
		case typeUUID:
			return "uuid", ""
		case typeInet:
			if t.said.Name == "inet4" {
				return "inet4", ""
			}
			if t.said.Name == "inet6" {
				return "inet6", ""
			}
			return "inet6", "holds IPv4 addresses as ::ffff:1.2.3.4"
		}
	}
	return mysqlType(w, c, t)
}
