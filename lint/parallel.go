package lint

import (
	"runtime"
	"sync"
	"sync/atomic"

	"crowsfoot/diagram/naming"
)

// inParallel does a thing for each number below n, on all processors. When noting, each
// worker has a place to note what it looks up; it is to be emptied for each number.
func inParallel(n int, noting bool, do func(i int, reads *naming.Reads)) {
	const atOnce = 16
	workers := min(runtime.GOMAXPROCS(0), (n+atOnce-1)/atOnce)
	var next atomic.Int64
	work := func() {
		var reads *naming.Reads
		if noting {
			reads = &naming.Reads{}
		}
		for {
			from := int(next.Add(atOnce)) - atOnce
			if from >= n {
				return
			}
			for i := from; i < min(n, from+atOnce); i++ {
				do(i, reads)
			}
		}
	}
	if workers < 2 {
		work()
		return
	}
	var all sync.WaitGroup
	for range workers {
		all.Go(work)
	}
	all.Wait()
}
