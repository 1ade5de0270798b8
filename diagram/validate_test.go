package diagram_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

func TestCheckLimits(t *testing.T) {
	few, many := make([]*diagram.Column, diagram.MaxColumns), make([]*diagram.Column, diagram.MaxColumns+1)
	for i := range many {
		many[i] = &diagram.Column{}
		if i < len(few) {
			few[i] = many[i]
		}
	}
	for _, c := range []struct {
		name    string
		fill    func(*diagram.Diagram)
		message string
	}{
		{"an empty diagram", func(*diagram.Diagram) {}, ""},
		{"a wide table", func(d *diagram.Diagram) { d.AddTable(&diagram.Table{Name: "t", Columns: few}) }, ""},
		{"a table that is too wide", func(d *diagram.Diagram) { d.AddTable(&diagram.Table{Name: "t", Columns: many}) }, "2001 columns; the limit is 2000"},
		{"too many tables", func(d *diagram.Diagram) {
			for range diagram.MaxTables + 1 {
				d.AddTable(&diagram.Table{})
			}
		}, "20001 tables; the limit is 20000"},
		{"too many lines", func(d *diagram.Diagram) {
			for range diagram.MaxRelationships + 1 {
				d.AddRelationship(&diagram.Relationship{})
			}
		}, "50001 relationships; the limit is 50000"},
		{"too many schemas", func(d *diagram.Diagram) {
			for range diagram.MaxOthers + 1 {
				d.AddSchema(&diagram.Schema{})
			}
		}, "20001 schemas; the limit is 20000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := diagram.New()
			c.fill(d)
			err := d.CheckLimits()
			if c.message == "" {
				require.NoError(t, err)
				return
			}
			var de *diagram.Error
			require.ErrorAs(t, err, &de)
			require.Equal(t, diagram.TooLarge, de.Code)
			require.Contains(t, de.Message, c.message)
		})
	}
}
