package room

import (
	"context"
	"sync"

	"crowsfoot/diagram/op"
)

const (
	// queueLength is how many messages may wait for one client; one that is slower has to
	// come back and catch up.
	queueLength = 256
	// maxUnanswered is how many batches of one client may be without an answer that the
	// client has taken; then the room reads no more from it. A browser that was offline
	// for long sends hundreds at once, and their answers must not overflow its queue.
	maxUnanswered = 32
	// maxCatchUp is how many missed batches a client gets one by one; who missed more gets
	// the document.
	maxCatchUp = 128
	// maxMessage bounds, in bytes, what is sent of one batch, and of missed ones together.
	// A longer batch, which only the server makes, sends everybody for the document.
	maxMessage = 2 << 20
)

// Hello is who comes in and what they know.
type Hello struct {
	Actor   string
	Role    string
	Session string
	After   int64 // the last sequence number that the client has; -1: nothing
	Epoch   string
}

// Client is one window on a room. Its messages are to be sent in order, and it must Leave
// in the end, however it ends.
type Client struct {
	room     *Room
	hello    Hello
	messages chan []byte
	turns    chan struct{} // one for each batch without an answer
	gone     chan struct{} // closed by Leave
	leave    sync.Once

	// Of the room's goroutine.

	queue      chan queued
	farewell   []byte // set before messages is closed
	undo, redo string // labels sent last
	told       bool
}

// queued is a message that waits for the client.
type queued struct {
	text   []byte
	answer bool // to a batch of this client
}

// pass hands the queue on, until the client has to go or has gone.
func (c *Client) pass() {
	defer close(c.messages)
	for m := range c.queue {
		select {
		case c.messages <- m.text:
		case <-c.gone:
			return
		}
		if m.answer {
			<-c.turns
		}
	}
}

// Join lets a client in. The first message is the welcome.
func (r *Room) Join(ctx context.Context, h Hello) (*Client, error) {
	var c *Client
	err := r.do(ctx, func() { c = r.join(h) })
	if err == nil && c == nil {
		err = errClosed()
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (r *Room) join(h Hello) *Client {
	c := &Client{
		room: r, hello: h,
		messages: make(chan []byte), queue: make(chan queued, queueLength),
		turns: make(chan struct{}, maxUnanswered), gone: make(chan struct{}),
	}
	missed, ok := r.missed(h)
	if !ok {
		if r.drain(); r.broken || r.stopped != "" {
			return nil
		}
	}
	r.clients[c] = struct{}{}
	go c.pass()
	w := welcome{Type: "welcome", V: Version, Diagram: r.id, Head: r.saved, Epoch: r.hub.Store.Epoch(), Role: h.Role}
	if !ok {
		w.Objects = r.objectsAt().list
	}
	r.send(c, encode(w))
	for _, m := range missed {
		r.send(c, m)
	}
	r.tellHistory(c)
	for _, m := range r.latest.messages() {
		r.send(c, m)
	}
	r.derive()
	return c
}

// missed returns the batches that a client has not seen, as messages; ok is false when
// it had better take the document.
func (r *Room) missed(h Hello) (list [][]byte, ok bool) {
	n := r.saved - h.After
	if h.Epoch != r.hub.Store.Epoch() || h.After < 0 || n < 0 || n > min(maxCatchUp, int64(len(r.recent))) {
		return nil, false
	}
	size := 0
	for _, e := range r.recent[int64(len(r.recent))-n:] {
		m := opsMessage(e)
		if size += len(m); size > maxMessage {
			return nil, false
		}
		list = append(list, m)
	}
	return list, true
}

// Messages are the frames for the client, in order. The channel is closed when the
// client has to go; Farewell is then the last frame.
func (c *Client) Messages() <-chan []byte { return c.messages }

// Farewell is the frame to send after the last of Messages, or nil.
func (c *Client) Farewell() []byte { return c.farewell }

// Submit hands over a batch. The answer comes among Messages: ack or reject. It blocks
// while the room has too much to do, and returns an error when the room is closed.
func (c *Client) Submit(ctx context.Context, b op.Batch) error {
	return c.ask(ctx, request{batch: b})
}

// Undo takes back the actor's last step, under a batch ID.
func (c *Client) Undo(ctx context.Context, id string) error {
	return c.ask(ctx, request{batch: op.Batch{ID: id}, build: undo})
}

// Redo takes back the actor's last undo, under a batch ID.
func (c *Client) Redo(ctx context.Context, id string) error {
	return c.ask(ctx, request{batch: op.Batch{ID: id}, build: redo})
}

func (c *Client) ask(ctx context.Context, q request) error {
	id := q.batch.ID
	q.actor = c.hello.Actor
	return c.inTurn(ctx, func(answer func([]byte)) {
		q.answer = func(d Done, err error) {
			if err != nil {
				answer(rejectMessage(id, err))
			} else {
				answer(ackMessage(id, d))
			}
		}
		c.room.accept(q)
	})
}

// Reject answers a batch that could not be read, in its turn.
func (c *Client) Reject(ctx context.Context, id string, why error) error {
	return c.inTurn(ctx, func(answer func([]byte)) { answer(rejectMessage(id, why)) })
}

// inTurn has the room do something that is answered once, when the client has taken most
// of the answers before.
func (c *Client) inTurn(ctx context.Context, do func(answer func([]byte))) error {
	r := c.room
	select {
	case c.turns <- struct{}{}:
	case <-c.gone:
		return errClosed()
	case <-r.ended:
		return errClosed()
	case <-ctx.Done():
		return ctx.Err()
	}
	err := r.post(ctx, func() { do(func(m []byte) { r.queue(c, queued{m, true}) }) })
	if err != nil {
		<-c.turns // there will be no answer
	}
	return err
}

// Leave lets the client go. It may be called again, and after the room has closed.
func (c *Client) Leave() {
	c.leave.Do(func() {
		close(c.gone)
		r := c.room
		_ = r.post(context.Background(), func() { // closed already: good
			if _, here := r.clients[c]; here {
				r.remove(c)
			}
		})
	})
}

// send queues a message for a client.
func (r *Room) send(c *Client, m []byte) { r.queue(c, queued{m, false}) }

func (r *Room) queue(c *Client, m queued) {
	if _, here := r.clients[c]; !here {
		return
	}
	select {
	case c.queue <- m:
	default:
		r.kick(c, "The connection is too slow.")
	}
}

// kick makes a client come back.
func (r *Room) kick(c *Client, reason string) {
	c.farewell = resyncMessage(reason)
	r.remove(c)
}

func (r *Room) remove(c *Client) {
	delete(r.clients, c)
	close(c.queue)
	r.touch()
}

// broadcast sends one message to everybody.
func (r *Room) broadcast(m []byte) {
	if len(m) > maxMessage {
		r.dismiss("The diagram was changed as a whole.")
		return
	}
	for c := range r.clients {
		r.send(c, m)
	}
}

// sendHistory tells each client what its next undo and redo would do, if that changed.
func (r *Room) sendHistory() {
	for c := range r.clients {
		r.tellHistory(c)
	}
}

func (r *Room) tellHistory(c *Client) {
	undo, redo := r.history.Labels(c.hello.Actor)
	if c.told && c.undo == undo && c.redo == redo {
		return
	}
	c.told, c.undo, c.redo = true, undo, redo
	label := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	r.send(c, encode(history{"history", label(undo), label(redo)}))
}
