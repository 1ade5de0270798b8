package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store/sqlite"
)

const (
	killDefault  = 20 // CROWSFOOT_KILLS says otherwise
	killDiagrams = 3
	killEditors  = 9
	killWindow   = 8 // batches that an editor sends ahead of the acknowledgements
	killPatience = 30 * time.Second
)

// TestKill kills the real server without warning, again and again, while editors stream
// batches. After each kill every batch that was acknowledged must be in the log under
// the number that was told, without gaps and without doubles, though the editors send
// what they have not heard of again.
func TestKill(t *testing.T) {
	kills := killDefault
	if text := os.Getenv("CROWSFOOT_KILLS"); text != "" {
		n, err := strconv.Atoi(text)
		require.NoError(t, err, "CROWSFOOT_KILLS")
		kills = n
	}
	k := &killing{bin: filepath.Join(t.TempDir(), "crowsfoot.exe"), data: t.TempDir(), numbers: map[diagram.ID]map[string]int64{}}
	out, err := exec.Command("go", "build", "-o", k.bin, ".").CombinedOutput()
	require.NoError(t, err, string(out))

	k.start(t)
	for i := range killEditors {
		e := &editor{session: fmt.Sprintf("editor%d", i), acked: map[string]int64{}}
		if i < killDiagrams {
			e.diagram = k.create(t, e.session)
		} else {
			e.diagram = k.editors[i%killDiagrams].diagram
		}
		k.editors = append(k.editors, e)
	}
	for n := range kills {
		if n > 0 {
			k.start(t)
		}
		k.editUntilKilled(t)
		k.check(t)
	}
	total := 0
	for _, e := range k.editors {
		total += len(e.acked)
		require.NotEmpty(t, e.acked)
	}
	t.Logf("%d kills, %d batches acknowledged, none lost; %d in the logs", kills, total, k.logged)
}

// killing is a server that is killed, and what is known of its logs.
type killing struct {
	bin, data string
	url       string
	cmd       *exec.Cmd
	stderr    bytes.Buffer
	editors   []*editor
	numbers   map[diagram.ID]map[string]int64
	logged    int
}

// editor is one browser: pending is what it has not heard of.
type editor struct {
	session string
	diagram diagram.ID
	n       int
	pending []op.Batch
	acked   map[string]int64
}

var printedURL = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`)

// start runs the server and waits until it says where it is.
func (k *killing) start(t *testing.T) {
	t.Helper()
	k.stderr.Reset()
	k.cmd = exec.Command(k.bin, "serve", "--addr", "127.0.0.1:0", "--data", k.data)
	k.cmd.Stderr = &k.stderr
	out, err := k.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, k.cmd.Start())
	t.Cleanup(func() { _ = k.cmd.Process.Kill() }) // dead already when all went well
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if k.url = printedURL.FindString(lines.Text()); k.url != "" {
			return
		}
	}
	require.FailNow(t, "the server did not start", k.stderr.String())
}

func (k *killing) create(t *testing.T, name string) diagram.ID {
	t.Helper()
	res, err := http.Post(k.url+"/diagrams", "application/json", bytes.NewBufferString(`{"name":"`+name+`"}`))
	require.NoError(t, err)
	defer res.Body.Close()
	require.Equal(t, http.StatusCreated, res.StatusCode)
	var made struct{ ID diagram.ID }
	require.NoError(t, json.NewDecoder(res.Body).Decode(&made))
	return made.ID
}

// editUntilKilled has all editors at work, kills the server at a random moment and waits
// until everybody has noticed.
func (k *killing) editUntilKilled(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), killPatience)
	defer cancel()
	atWork := make(chan struct{}, len(k.editors))
	failures := make(chan error, len(k.editors))
	var wg sync.WaitGroup
	for _, e := range k.editors {
		wg.Go(func() { failures <- e.edit(ctx, k.url, func() { atWork <- struct{}{} }) })
	}
	for range k.editors {
		select {
		case <-atWork:
		case err := <-failures:
			require.FailNow(t, "an editor stopped before the server was killed", "%v\n%s", err, k.stderr.String())
		case <-ctx.Done():
			require.FailNow(t, "the editors do not get to work", k.stderr.String())
		}
	}
	time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
	require.NoError(t, k.cmd.Process.Kill())
	_ = k.cmd.Wait() // "signal: killed"
	wg.Wait()
	require.NoError(t, ctx.Err(), "an editor hangs")
	for range k.editors {
		require.NotErrorIs(t, <-failures, errWrong)
	}
}

// edit connects, sends again what is pending, and streams new batches until the
// connection breaks; atWork is called at the first acknowledgement.
func (e *editor) edit(ctx context.Context, url string, atWork func()) error {
	conn, _, err := websocket.Dial(ctx, url+"/diagrams/"+string(e.diagram)+"/live", nil)
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	conn.SetReadLimit(-1)
	if err := e.send(ctx, conn, map[string]any{"type": "hello", "v": 1, "session": e.session, "after": -1}); err != nil {
		return err
	}
	for _, b := range e.pending {
		if err := e.sendBatch(ctx, conn, b); err != nil {
			return err
		}
	}
	for first := true; ; {
		for len(e.pending) < killWindow {
			b := e.next()
			e.pending = append(e.pending, b)
			if err := e.sendBatch(ctx, conn, b); err != nil {
				return err
			}
		}
		_, data, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		switch told, err := e.hear(data); {
		case err != nil:
			return err
		case told && first:
			first = false
			atWork()
		}
	}
}

// next is the editor's next batch: a table of its own, renamed and moved.
func (e *editor) next() op.Batch {
	e.n++
	id := diagram.ID(e.session)
	ops := []op.Op{op.SetTo(id, "name", fmt.Sprintf("orders_%d", e.n)), op.SetTo(id, "pos", diagram.Point{X: float64(e.n % 500), Y: 8})}
	if e.n == 1 {
		ops = op.PutTable(&diagram.Table{ID: id, Order: diagram.OrderAt(0), Name: "orders", Columns: []*diagram.Column{{ID: id + "c", Order: diagram.OrderAt(0), Name: "id", Type: "int"}}})
	}
	return op.Batch{ID: fmt.Sprintf("%s:%d", e.session, e.n), Label: "Rename table", Ops: ops}
}

func (e *editor) sendBatch(ctx context.Context, conn *websocket.Conn, b op.Batch) error {
	return e.send(ctx, conn, map[string]any{"type": "batch", "batch": b})
}

func (e *editor) send(ctx context.Context, conn *websocket.Conn, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return conn.Write(ctx, websocket.MessageText, b)
}

// errWrong is an answer that a server must not give, dying or not.
var errWrong = errors.New("wrong answer")

// hear notes an acknowledgement; told says that it was one.
func (e *editor) hear(data []byte) (told bool, err error) {
	var m struct {
		Type, ID string
		Seq      int64
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return false, err
	}
	switch m.Type {
	case "reject", "resync":
		return false, fmt.Errorf("%w: %s", errWrong, data)
	case "ack":
		if first, again := e.acked[m.ID]; again && first != m.Seq {
			return false, fmt.Errorf("%w: batch %s has the numbers %d and %d", errWrong, m.ID, first, m.Seq)
		}
		e.acked[m.ID] = m.Seq
		for i, b := range e.pending {
			if b.ID == m.ID {
				e.pending = append(e.pending[:i], e.pending[i+1:]...)
				break
			}
		}
		return true, nil
	}
	return false, nil
}

// check reads what the dead server left, from where the last check ended.
func (k *killing) check(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	s, err := sqlite.Open(ctx, k.data)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	list, err := s.List(ctx)
	require.NoError(t, err)
	require.Len(t, list, killDiagrams)
	for _, info := range list {
		numbers := k.numbers[info.ID]
		if numbers == nil {
			numbers = map[string]int64{}
			k.numbers[info.ID] = numbers
		}
		for {
			page, err := s.Entries(ctx, info.ID, int64(len(numbers)), 1000)
			require.NoError(t, err)
			if len(page) == 0 {
				break
			}
			for _, e := range page {
				require.Equal(t, int64(len(numbers)+1), e.Seq, "the log has a gap")
				require.NotContains(t, numbers, e.ID, "a batch is in the log twice")
				numbers[e.ID] = e.Seq
				k.logged++
			}
		}
		require.Equal(t, info.Head, int64(len(numbers)))
	}
	for _, e := range k.editors {
		for id, seq := range e.acked {
			require.Equal(t, seq, k.numbers[e.diagram][id], "batch %s was acknowledged", id)
		}
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	require.NoError(t, s.Backup(ctx, whole), "its check includes the integrity")
	require.NoError(t, os.Remove(whole))
}
