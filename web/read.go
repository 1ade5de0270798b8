package web

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/store"
)

// readTime bounds how long one file may keep the server busy.
const readTime = 20 * time.Second

// largeFile is the size in bytes from which reading a file leaves much garbage behind.
const largeFile = 4 << 20

// read reads a file of a stranger: it waits for its turn, because reading takes memory,
// and gives up when its time is over. The readers have limits of their own, so that a
// reader that is given up, and keeps its place until then, ends soon. load brings the
// content when it is this file's turn; an empty from means: find the format out.
func (s *Server) read(ctx context.Context, name, from string, size int64, load func() ([]byte, error)) (*diagram.Source, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	leave, err := s.imports.take(ctx, size)
	if err != nil {
		return nil, err
	}
	type result struct {
		source *diagram.Source
		err    error
	}
	done := make(chan result, 1)
	go func() {
		defer leave()
		if size > largeFile {
			// Garbage of one large file must not lie about while the next one is read.
			defer debug.FreeOSMemory()
		}
		var r result
		defer func() {
			// A panic outside of the request's own goroutine would end the server.
			if p := recover(); p != nil {
				r = result{err: fmt.Errorf("read %s: panic: %v\n%s", name, p, debug.Stack())}
			}
			done <- r
		}()
		data, err := load()
		if err != nil {
			r.err = err
			return
		}
		r.source, r.err = format.Read(name, data, from)
	}()
	select {
	case r := <-done:
		return r.source, r.err
	case <-ctx.Done():
		return nil, diagram.Errorf(diagram.TooLarge, "Reading %s takes longer than %d seconds.", name, int(readTime.Seconds()))
	}
}

// readAgain reads a file that is kept.
func (s *Server) readAgain(ctx context.Context, file store.Source) (*diagram.Source, error) {
	return s.read(ctx, file.Name, file.Format, int64(len(file.Content)), func() ([]byte, error) { return file.Content, nil })
}

// pageOf returns the page of a file that was read again from which its diagram comes, or
// nil: several pages in one diagram come from none, and a newer reader may see fewer.
func pageOf(read *diagram.Source, file store.Source) *diagram.Page {
	if file.Page < 0 || file.Page >= len(read.Pages) {
		return nil
	}
	return read.Pages[file.Page]
}
