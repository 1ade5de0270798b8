package formattest

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// MaxHeap is the most bytes that a file of any kind may keep in use while it is read.
const MaxHeap = slack * 300 << 20

// Usage is what a call cost.
type Usage struct {
	Heap      uint64 // the most bytes in use at once, with what was not collected yet
	Allocated uint64 // bytes in all
	Time      time.Duration
}

// Measure runs f and watches the memory of the process meanwhile.
func Measure(f func()) Usage {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}, {Name: "/gc/heap/allocs:bytes"}}
	var u Usage
	look := func() {
		metrics.Read(sample)
		u.Heap = max(u.Heap, sample[0].Value.Uint64()+sample[1].Value.Uint64())
		u.Allocated = sample[2].Value.Uint64()
	}
	look()
	before, start := u.Allocated, time.Now()
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				look()
			}
		}
	}()
	f()
	u.Time = time.Since(start)
	close(done)
	<-watched
	look()
	u.Allocated -= before
	return u
}
