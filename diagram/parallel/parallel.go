// Package parallel does the same to many things at once, on all processors. It returns when
// all is done. What is done to one thing must not hang on what is done to another. When one
// panics, so does the caller, as if it had done the thing itself.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do runs a few jobs.
func Do(jobs ...func()) {
	each(len(jobs), 1, nobody, func(i int, _ struct{}) { jobs[i]() })
}

// Each calls do for each number from 0 to n-1, each of little work.
func Each(n int, do func(i int)) {
	EachWith(n, nobody, func(i int, _ struct{}) { do(i) })
}

// EachWith calls do for each number from 0 to n-1 with what is its worker's own: own is
// called once for each worker, before the first begins.
func EachWith[W any](n int, own func() W, do func(i int, w W)) { each(n, 16, own, do) }

func nobody() struct{} { return struct{}{} }

// each lets a worker take atOnce numbers at once, so that taking them costs nothing.
func each[W any](n, atOnce int, own func() W, do func(i int, w W)) {
	workers := min(runtime.GOMAXPROCS(0), (n+atOnce-1)/atOnce)
	if workers < 2 {
		if n > 0 {
			w := own()
			for i := range n {
				do(i, w)
			}
		}
		return
	}
	owned := make([]W, workers)
	for i := range owned {
		owned[i] = own()
	}
	var next atomic.Int64
	var panicked atomic.Pointer[any]
	work := func(w W) {
		defer func() {
			if p := recover(); p != nil {
				panicked.CompareAndSwap(nil, &p)
			}
		}()
		for panicked.Load() == nil {
			from := int(next.Add(int64(atOnce))) - atOnce
			if from >= n {
				return
			}
			for i := from; i < min(n, from+atOnce); i++ {
				do(i, w)
			}
		}
	}
	var all sync.WaitGroup
	for _, w := range owned[1:] {
		all.Go(func() { work(w) })
	}
	work(owned[0])
	all.Wait()
	if p := panicked.Load(); p != nil {
		panic(*p)
	}
}
