package rule

import "crowsfoot/lint"

var _ = add(lint.UnusedIgnore)
