package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// machine notes what figures depend on.
func (b *bench) machine() error {
	b.note("%s on %s/%s with %d processors, started %s", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), time.Now().UTC().Format(time.DateTime))
	if busy, err := os.ReadFile("/proc/loadavg"); err == nil { // Linux only
		b.note("load before: %s", strings.TrimSpace(string(busy)))
	}
	took, err := syncing(filepath.Join(b.temp, "sync"))
	if err == nil {
		b.figure("disk_sync", milliseconds(took), "ms for 4 KB")
	}
	return err
}

// syncing is how long the disk takes until it has a few bytes for good: each
// publication waits for that.
func syncing(name string) (time.Duration, error) {
	file, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	var took []time.Duration
	for range 100 {
		began := time.Now()
		_, err := file.Write(make([]byte, 4<<10))
		if err = errors.Join(err, file.Sync()); err != nil {
			return 0, errors.Join(err, file.Close())
		}
		took = append(took, time.Since(began))
	}
	return middle(took), file.Close()
}
