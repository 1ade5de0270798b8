package layout

import (
	"slices"

	"crowsfoot/diagram"
)

// trail is what the last search for a line tried, round by round. What a round finds depends
// on the quest and on the cards that are known by then: where these are as they were, it is
// the same again.
type trail struct {
	quest  quest
	rounds []tried
	cards  []stand         // in the order in which they were met
	points []diagram.Point // of all ways
}

// quest is what a search is for: all that it depends on but the cards in the way.
type quest struct {
	a, b port
	ends [2]outlets // left and right
	most float64    // what a way may cost
}

// outlets are one side of the cards of both ports: their borders, where a line may turn
// first, and whether a third card is in front.
type outlets struct {
	xa, xb, oa, ob float64
	shutA, shutB   bool
}

// stand is a card, and where it stood.
type stand struct {
	card *card
	box  box
}

// tried is a round: the cards known in it, the end of its way among the points, and what
// the way costs.
type tried struct {
	cards, points int
	total         float64
}

// begin takes up a quest; that of another leaves nothing to go by.
func (t *trail) begin(q quest) {
	if t.quest != q {
		t.quest, t.rounds, t.cards, t.points = q, t.rounds[:0], t.cards[:0], t.points[:0]
	}
}

// again returns what a round found last time if it knew these cards. Otherwise this round
// and those after it are forgotten. The rounds before it must be as they were.
func (t *trail) again(round int, cards []*card) (path []diagram.Point, total float64, ok bool) {
	var last tried
	if round > 0 {
		last = t.rounds[round-1]
	}
	if round < len(t.rounds) {
		r := t.rounds[round]
		met := t.cards[last.cards:r.cards]
		if len(cards) == r.cards && !slices.ContainsFunc(cards[last.cards:], func(c *card) bool { return !slices.Contains(met, stand{c, c.box}) }) {
			return t.points[last.points:r.points], r.total, true
		}
	}
	t.rounds, t.cards, t.points = t.rounds[:round], t.cards[:last.cards], t.points[:last.points]
	return nil, 0, false
}

// add notes what the next round found.
func (t *trail) add(cards []*card, path []diagram.Point, total float64) {
	for _, c := range cards[len(t.cards):] {
		t.cards = append(t.cards, stand{c, c.box})
	}
	t.points = append(t.points, path...)
	t.rounds = append(t.rounds, tried{len(t.cards), len(t.points), total})
}
