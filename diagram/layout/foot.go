package layout

// The measures of a line's ends in world units, as distances from the card's edge along
// the line. The browser's canvas draws the same ends from the same table of the look.
const (
	// FirstCorner is the least distance of a line's first corner from its card: the
	// longest end is 20, and a rounded corner takes 8.
	FirstCorner = 28.0
	// CornerRadius rounds the corners of lines; a shorter leg takes half its length.
	CornerRadius = 8.0
	// TrackGap is the distance of parallel lines where there is room.
	TrackGap = 8.0

	FootHalf    = 6.0  // half the height of bars and feet
	FootApex    = 12.0 // where a foot's toes meet
	FootRing    = 4.0  // radius of the ring for zero
	OneBar      = 8.0  // one: first bar
	OneBar2     = 13.0 // one: second bar
	ZeroOneBar  = 7.0  // zero or one: bar
	ZeroOneRing = 15.0 // zero or one: centre of the ring
	ManySecond  = 16.0 // one or many: bar; zero or many: centre of the ring
)
