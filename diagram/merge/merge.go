// Package merge brings a newer reading of a file into an open diagram. It works with
// three diagrams: base, what the file's earlier edition was read as; mine, the open
// diagram, in which people moved, corrected and added things since; and theirs, what the
// newer edition is read as. What only one side changed is taken from that side; so places
// moved by hand, corrections and own tables stay, and what was changed in the file comes.
//
// Align first gives the objects of theirs the IDs of the objects that they are, by the ID
// of the shape in the file, then by name; Three then merges by ID. The package changes no
// diagram and knows no file format; what comes out is turned into one batch by op.Diff.
package merge
