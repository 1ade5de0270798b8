package web

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	"crowsfoot/diagram"
)

const (
	// maxImports is how many files may be read at once.
	maxImports = 2
	// smallImport is the size in bytes up to which a file is read beside others. A larger
	// one may unpack to as much as a file may, so that it is read alone.
	smallImport = 128 << 10
	// importMemory is how many bytes the readers of files may add to the heap before the
	// garbage of reading is collected early.
	importMemory = 224 << 20
)

// importPlaces bounds the memory that hostile files can take together.
type importPlaces struct {
	any   chan struct{} // a place for each file
	large chan struct{} // one place for files that are not small

	mu     sync.Mutex
	taken  int
	before int64 // memory limit of the process while no file is read
}

func newImportPlaces() *importPlaces {
	return &importPlaces{any: make(chan struct{}, maxImports), large: make(chan struct{}, 1)}
}

// take waits for a place to read a file of this size; leave gives it back.
func (p *importPlaces) take(ctx context.Context, size int64) (leave func(), err error) {
	places := []chan struct{}{p.any}
	if size > smallImport {
		places = []chan struct{}{p.large, p.any}
	}
	free := func(places []chan struct{}) {
		for _, c := range places {
			<-c
		}
	}
	for i, c := range places {
		select {
		case c <- struct{}{}:
		case <-ctx.Done():
			free(places[:i])
			return nil, diagram.Errorf(diagram.Conflict, "The server is busy reading other files. Try again in a moment.")
		}
	}
	p.spare(1)
	return func() {
		p.spare(-1)
		free(places)
	}, nil
}

// spare makes the garbage collector keep the heap small while files are read: left
// alone it lets as much garbage lie as there is in use. A limit that the operator has set
// lower stays.
func (p *importPlaces) spare(by int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken == 0 {
		p.before = debug.SetMemoryLimit(-1)
		debug.SetMemoryLimit(min(p.before, heapInUse()+importMemory))
	}
	if p.taken += by; p.taken == 0 {
		debug.SetMemoryLimit(p.before)
	}
}

// heapInUse returns the bytes that the last garbage collection left.
func heapInUse() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64()) //nolint:gosec // no heap has 8 EiB
}
