package diagramtest

import (
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// CPUTime is the processor time that this process has taken, in all its threads: a busy
// machine does not distort it as it does the clock.
func CPUTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// PerCPU runs work over and over and reports its processor time in milliseconds, as
// cpu-ms/op, beside what it takes.
func PerCPU(b *testing.B, work func()) {
	b.Helper()
	begin := CPUTime(b)
	for b.Loop() {
		work()
	}
	b.ReportMetric((CPUTime(b)-begin).Seconds()*1000/float64(b.N), "cpu-ms/op")
}
