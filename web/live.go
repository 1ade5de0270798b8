package web

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
)

const (
	// maxFrame is the longest message of a browser, in bytes: one batch.
	maxFrame = op.MaxBatch
	// helloTimeout is how long a browser may take to say who it is.
	helloTimeout = 10 * time.Second
	// pingEvery finds connections whose other end is gone.
	pingEvery = 20 * time.Second
	// writeTimeout is for an ordinary message; a long one gets a second more for each
	// slowBytes.
	writeTimeout = 5 * time.Second
	slowBytes    = 100 << 10
)

// frame is any message of a browser.
type frame struct {
	Type string `json:"type"`

	// hello
	V       int    `json:"v"`
	Session string `json:"session"`
	After   int64  `json:"after"`
	Epoch   string `json:"epoch"`

	// batch, undo, redo
	Batch json.RawMessage `json:"batch"`
	ID    string          `json:"id"`
}

// live is the live channel of one window: it carries frames between the browser and the
// room, which does the rest. Package websocket refuses the origins of other sites, and
// taking the connection over ends the deadlines of the HTTP server.
func (s *Server) live(c echo.Context) error {
	r, err := s.Hub.Room(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	conn, err := websocket.Accept(c.Response(), c.Request(), nil)
	if err != nil {
		return nil //nolint:nilerr // Accept has answered.
	}
	defer func() { _ = conn.CloseNow() }() // closed already when all went well
	conn.SetReadLimit(maxFrame)
	// The request's context is not to be used once the connection is taken over.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()

	hello, err := readHello(ctx, conn)
	if err != nil {
		_ = conn.Close(websocket.StatusPolicyViolation, err.Error())
		return nil
	}
	client, err := r.Join(ctx, room.Hello{
		Actor: actorOf(c), Role: Owner, Session: hello.Session, After: hello.After, Epoch: hello.Epoch,
	})
	if err != nil {
		_ = conn.Close(websocket.StatusTryAgainLater, "the diagram was closed")
		return nil
	}
	defer client.Leave()
	go func() {
		defer cancel() // ends the reading
		write(ctx, conn, client)
	}()
	read(ctx, conn, client)
	return nil
}

func readHello(ctx context.Context, conn *websocket.Conn) (frame, error) {
	ctx, cancel := context.WithTimeout(ctx, helloTimeout)
	defer cancel()
	f, err := readFrame(ctx, conn)
	switch {
	case err != nil:
		return f, errors.New("the first message could not be read")
	case f.Type != "hello":
		return f, errors.New("the first message must be hello")
	case f.V != room.Version:
		return f, errors.New("reload the page: the server speaks another version")
	}
	return f, nil
}

func readFrame(ctx context.Context, conn *websocket.Conn) (f frame, err error) {
	_, data, err := conn.Read(ctx)
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(data, &f)
}

// read hands what the browser sends to the room until one of them leaves.
func read(ctx context.Context, conn *websocket.Conn, client *room.Client) {
	for {
		_, data, err := conn.Read(ctx)
		if err != nil {
			return
		}
		var f frame
		if err := json.Unmarshal(data, &f); err != nil {
			_ = conn.Close(websocket.StatusInvalidFramePayloadData, "a message must be one JSON object")
			return
		}
		switch f.Type {
		case "batch":
			err = submit(ctx, client, f.Batch)
		case "undo":
			err = client.Undo(ctx, f.ID)
		case "redo":
			err = client.Redo(ctx, f.ID)
		default:
			_ = conn.Close(websocket.StatusPolicyViolation, "there is no such type of message")
			return
		}
		if err != nil {
			return // the room has ended; the writer has told the browser
		}
	}
}

// submit hands over a batch. One that does not have the form of a batch is rejected by
// its ID, so that the browser can take it back.
func submit(ctx context.Context, client *room.Client, data json.RawMessage) error {
	var b op.Batch
	if err := json.Unmarshal(data, &b); err != nil {
		var only struct{ ID string }
		_ = json.Unmarshal(data, &only) // no ID: the browser gets an empty one
		return client.Reject(ctx, only.ID, diagram.Errorf(diagram.Invalid, "The change does not have the form of a batch: %s.", err))
	}
	return client.Submit(ctx, b)
}

// write sends the room's messages to the browser until there are no more, or the browser
// is gone.
func write(ctx context.Context, conn *websocket.Conn, client *room.Client) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		var err error
		select {
		case m, more := <-client.Messages():
			if !more {
				if m := client.Farewell(); m != nil {
					err = send(ctx, conn, m)
				}
				if err == nil {
					_ = conn.Close(websocket.StatusServiceRestart, "connect again")
				}
				return
			}
			err = send(ctx, conn, m)
		case <-ping.C:
			err = within(ctx, writeTimeout, conn.Ping)
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

func send(ctx context.Context, conn *websocket.Conn, m []byte) error {
	patience := writeTimeout + time.Duration(len(m)/slowBytes)*time.Second
	return within(ctx, patience, func(ctx context.Context) error {
		return conn.Write(ctx, websocket.MessageText, m)
	})
}

func within(ctx context.Context, d time.Duration, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	return do(ctx)
}
