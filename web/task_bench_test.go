package web_test

import (
	"encoding/json"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// longestTask does something with a page and returns the processor time, in ms, of the
// longest task of its main thread meanwhile. Unlike the time on the clock it does not
// grow when other programs want the processor.
func longestTask(w *tab, do func()) float64 {
	w.t.Helper()
	type thread struct{ Pid, Tid int }
	main := map[thread]bool{}
	longest := map[thread]float64{}
	done := make(chan struct{})
	require.NoError(w.t, chromedp.Listen(w.ctx, func(ev any) {
		switch e := ev.(type) {
		case *tracing.EventDataCollected:
			for _, v := range e.Value {
				var x struct {
					thread
					Name string
					Tdur float64 // µs
					Args struct{ Name string }
				}
				if json.Unmarshal(v, &x) != nil {
					continue // of a form that tells nothing here
				}
				switch x.Name {
				case "thread_name":
					main[x.thread] = x.Args.Name == "CrRendererMain"
				case "ThreadControllerImpl::RunTask", "RunTask":
					longest[x.thread] = max(longest[x.thread], x.Tdur/1000)
				}
			}
		case *tracing.EventTracingComplete:
			close(done)
		}
	}))
	_, err := chromedp.Call(w.ctx, tracing.Start, tracing.StartParams{
		TransferMode: tracing.StartTransferModeReportEvents,
		TraceConfig:  &tracing.TraceConfig{IncludedCategories: []string{"toplevel"}},
	})
	require.NoError(w.t, err)
	do()
	_, err = chromedp.Call(w.ctx, tracing.End, cdp.Empty{})
	require.NoError(w.t, err)
	<-done
	worst := 0.0
	for t, ms := range longest {
		if main[t] {
			worst = max(worst, ms)
		}
	}
	require.Positive(w.t, worst, "no task was seen")
	return worst
}
