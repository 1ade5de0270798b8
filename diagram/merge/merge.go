// Package merge brings a newer reading of a file into an open diagram. It works with
// three diagrams: base, what the file's earlier edition was read as; mine, the open
// diagram, in which people moved, corrected and added things since; and theirs, what the
// newer edition is read as. What only one side changed is taken from that side; so places
// moved by hand, corrections and own tables stay, and what was changed in the file comes.
// Without a base it brings any other file into a diagram, and deletes nothing.
//
// Align first gives the objects of theirs the IDs of the objects that they are, by the ID
// of the shape in the file, then by name; Three then merges by ID. Make does both with the
// care that an open diagram needs, and tells every change in plain words, for a preview in
// which a person accepts renames and leaves changes out. The package changes no diagram
// and knows no file format; what comes out is one batch of operations, made by op.Diff.
//
// Start at Make, or at Three where all three have one origin of IDs.
package merge
