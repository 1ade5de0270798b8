package drawio

import (
	"io"

	"crowsfoot/diagram"
)

func writeBack(io.Writer, *diagram.Diagram, Options) ([]diagram.Loss, error) { return nil, nil }
