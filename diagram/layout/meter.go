package layout

import "context"

// meter tells how far a layout is, and whether it shall end. A stretch of the work is told
// in shares of its own.
type meter struct {
	stop     <-chan struct{}
	report   func(done float64)
	told     float64
	from, to float64 // the stretch that goes on, as shares of the whole
}

// reported is the least share of the work that is worth a report.
const reported = .01

func newMeter(ctx context.Context, report func(done float64)) *meter {
	return &meter{stop: ctx.Done(), report: report, to: 1}
}

// stopped tells whether nobody waits for the layout any more: what goes on may end, with
// the cards wherever they are.
func (m *meter) stopped() bool {
	select {
	case <-m.stop:
		return true
	default:
		return false
	}
}

// at says that this share of the stretch is done.
func (m *meter) at(share float64) {
	done := m.from + (m.to-m.from)*share
	if m.report != nil && (done >= m.told+reported || done == 1 && m.told < 1) && !m.stopped() {
		m.told = done
		m.report(done)
	}
}

// stretch does a part of the stretch that goes on, between two shares of it.
func (m *meter) stretch(from, to float64, work func()) {
	a, b := m.from, m.to
	m.from, m.to = a+(b-a)*from, a+(b-a)*to
	work()
	m.at(1)
	m.from, m.to = a, b
}
