package ddl

import "crowsfoot/diagram"

// givenKey names something whose name in the script is settled before it is planned: a
// migration plans the diagram before with the names that things have afterwards, so that
// only what is really another thing differs. what is "table", "column" or "type"; the
// name of the schema stands under "table schema" and "type schema".
type givenKey struct {
	what string
	id   diagram.ID
}

func (w *writer) givenTable(id diagram.ID) (schema, name string, ok bool) {
	return w.givenIn("table", id)
}

// givenType takes the ID of a domain, or that of the column an enumeration is named by.
func (w *writer) givenType(id diagram.ID) (schema, name string, ok bool) {
	return w.givenIn("type", id)
}

func (w *writer) givenIn(what string, id diagram.ID) (schema, name string, ok bool) {
	name, ok = w.given[givenKey{what, id}]
	if ok {
		schema = w.given[givenKey{what + " schema", id}]
		w.relationsOf(schema).reserve(name)
	}
	return schema, name, ok
}
