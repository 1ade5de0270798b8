package drawio

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestQuotable(t *testing.T) {
	require.Equal(t, "", quotable(""))
	require.Equal(t, "naïve text", quotable("naïve text"))
	require.Equal(t, strings.Repeat("ж", 79)+"…", quotable(strings.Repeat("ж", 300)))
	require.Equal(t, strings.Repeat("\U000e003d", 19)+"…", quotable(strings.Repeat("\U000e003d", 300)))
	require.Equal(t, strings.Repeat("a", 80), quotable(strings.Repeat("a", 80)))
}
