package rule

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// bookkeeping are words of columns that record when and by whom a row was changed, or
// where it stands in a list.
var bookkeeping = vocab(`created updated modified changed deleted inserted added timestamp createdat updatedat creation lastmodified lastupdate lastupdated
	lastedited version revision rev lock etag`)

// placing are words of columns that say where a row stands in a list, when they end the
// name: sort_order, but not order_status.
var placing = []string{"sort", "position", "order", "ordinal", "sortorder", "sequence", "seq", "rank", "index", "idx", "pos"}

// isBookkeeping tells whether a column says nothing about the thing itself: it numbers
// the row, records its changes or orders it.
func isBookkeeping(p *lint.Pass, t *diagram.Table, c *diagram.Column) bool {
	if t.InPrimaryKey(c.ID) && len(p.ForeignKeysFrom(c.ID)) == 0 {
		return true
	}
	if k := p.Names.KeyOf(t.ID); k == c && isOwnKey(p, t, c) {
		return true
	}
	n := p.Names.ColumnName(c.ID)
	if len(n.Words) == 0 {
		return false
	}
	first, last := n.Words[0], n.Words[len(n.Words)-1]
	if first == "last" && len(n.Words) > 1 && (n.Words[1] == "update" || n.Words[1] == "change" || n.Words[1] == "edit") {
		return true
	}
	return bookkeeping[first] || bookkeeping[last] || slices.Contains(placing, last)
}
