package room

import (
	"encoding/json"
	"errors"
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Version is the version of the live protocol.
const Version = 1

// The messages to clients. Each is one JSON text frame; "type" says which it is.
type (
	welcome struct {
		Type    string     `json:"type"`
		V       int        `json:"v"`
		Diagram diagram.ID `json:"diagram"`
		Head    int64      `json:"head"`
		Epoch   string     `json:"epoch"`
		Role    string     `json:"role"`
		// Objects is the whole document at head; without it the missing batches follow.
		Objects json.RawMessage `json:"objects,omitempty"`
	}
	ops struct {
		Type   string  `json:"type"`
		Seq    int64   `json:"seq"`
		ID     string  `json:"id"`
		Actor  string  `json:"actor"`
		Label  string  `json:"label"`
		Ops    []op.Op `json:"ops"`
		Undoes string  `json:"undoes,omitempty"`
	}
	ack struct {
		Type    string   `json:"type"`
		ID      string   `json:"id"`
		Seq     int64    `json:"seq"`
		Skipped []string `json:"skipped,omitempty"`
	}
	reject struct {
		Type  string      `json:"type"`
		ID    string      `json:"id"`
		Error rejectError `json:"error"`
	}
	rejectError struct {
		Code    diagram.Code `json:"code"`
		Message string       `json:"message"`
	}
	history struct {
		Type string  `json:"type"`
		Undo *string `json:"undo"`
		Redo *string `json:"redo"`
	}
	derived struct {
		Type string `json:"type"`
		Seq  int64  `json:"seq"`
		// More says that the next message goes on with this one.
		More     bool          `json:"more,omitempty"`
		Routes   derivedRoutes `json:"routes"`
		Findings Findings      `json:"findings"`
	}
	derivedRoutes struct {
		All    bool              `json:"all"`
		Set    []json.RawMessage `json:"set"`
		Remove []diagram.ID      `json:"remove"`
	}
	resync struct {
		Type   string `json:"type"`
		Reason string `json:"reason"`
	}
)

func opsMessage(e op.Entry) []byte {
	return encode(ops{"ops", e.Seq, e.ID, e.Actor, e.Label, e.Ops, e.Undoes})
}

func ackMessage(id string, d Done) []byte { return encode(ack{"ack", id, d.Seq, d.Skipped}) }

// rejectMessage is the frame that tells a client why its batch was not taken. Errors
// that are not meant for people are not shown.
func rejectMessage(id string, err error) []byte {
	said := rejectError{"internal", "Internal error. The change was not saved."}
	var e *diagram.Error
	if errors.As(err, &e) {
		said = rejectError{e.Code, e.Message}
	}
	return encode(reject{"reject", id, said})
}

func resyncMessage(reason string) []byte { return encode(resync{"resync", reason}) }

// encode writes JSON of our own types; what fails is a programmer's mistake.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("room: encode %T: %v", v, err))
	}
	return b
}
