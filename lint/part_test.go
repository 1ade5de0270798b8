package lint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
)

func TestPartOf(t *testing.T) {
	d := read(t, `CREATE TABLE payment (id int, paid_on date);
CREATE TABLE payment_p2024_01 (id int, paid_on date);
CREATE TABLE payment_y2006m02 (paid_on date, id int);
CREATE TABLE payment_default (id int, paid_on date);
CREATE TABLE payment_2 (id int, paid_on date, note text);
CREATE TABLE payment_plan (id int, paid_on date);
CREATE TABLE shipment_2024 (id int);
CREATE TABLE v1 (id int);`).Diagram
	f := lint.Learn(d)
	parts := map[string]string{}
	for _, table := range f.Tables {
		if whole := f.PartOf(table); whole != nil {
			parts[table.Name] = whole.Name
		}
	}
	require.Equal(t, map[string]string{"payment_p2024_01": "payment", "payment_y2006m02": "payment", "payment_default": "payment"}, parts)
}

// What is wrong with a table is not said of its parts again.
func TestPartsAreNotCheckedByThemselves(t *testing.T) {
	d := read(t, `CREATE TABLE payment (id int, paid_on date, more int);
CREATE TABLE payment_p2024_01 (id int, paid_on date, more int);`).Diagram
	found := lint.Run(t.Context(), d, []*lint.Rule{unsure}, lint.Config{})
	require.Len(t, found, 1)
	require.Equal(t, "payment", found[0].Objects[0].Table)
}
