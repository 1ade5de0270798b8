package dbml

import "crowsfoot/diagram"

// Fit returns the diagram that a text says of this one.
func Fit(d *diagram.Diagram) *diagram.Diagram { return fit(d).out }
