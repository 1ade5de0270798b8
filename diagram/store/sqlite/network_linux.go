package sqlite

import (
	"syscall"

	"crowsfoot/diagram"
)

// networkKinds are file systems on which locks and syncs of SQLite can't be trusted, by
// the magic numbers of statfs(2). FUSE is not among them: local disks come through it.
var networkKinds = map[uint32]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB2",
	0x5346414f: "AFS",
	0x00c36400: "Ceph",
	0x0bd00bd0: "Lustre",
}

// refuseNetwork returns an error when a folder is on a network file system.
func refuseNetwork(dir string) error {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return nil //nolint:nilerr // unknown is not refused
	}
	//nolint:unconvert // Type has another width on other processors.
	if kind, ok := networkKinds[uint32(s.Type)]; ok {
		return diagram.Errorf(diagram.Unsupported,
			"The data folder %s is on a network file system (%s), where saving can't be relied on. Name a folder on a local disk with --data.", dir, kind)
	}
	return nil
}
