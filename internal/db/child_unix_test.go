//go:build linux || darwin

package db_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"palabre/internal/db"
)

func parts() map[string]func(context.Context, db.Options) error {
	return map[string]func(context.Context, db.Options) error{
		"migrate": migratePart, "nobody": nobodyPart, "full": fullPart, "owner": ownerPart, "writer": writerPart,
		"command": commandPart,
	}
}

// nobodyPart opens and migrates without the rights of root, whom no mode of a
// file keeps out.
func nobodyPart(ctx context.Context, o db.Options) error {
	if os.Getuid() == 0 {
		const nobody = 65534
		if err := syscall.Setgid(nobody); err != nil {
			return err
		}
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	return migratePart(ctx, o)
}

// fullPart writes until the system gives no more room, says so, and writes on
// when there is room again.
func fullPart(ctx context.Context, o db.Options) error {
	signal.Ignore(syscall.SIGXFSZ) // a write beyond the limit then fails as on a full disk
	d, err := db.Open(ctx, o)
	if err != nil {
		return err
	}
	defer d.Close()
	keep := func(i int) error {
		return d.Write(ctx, func(tx *db.Tx) error {
			_, err := db.Exec(ctx, tx, `INSERT INTO secret (name, value) VALUES ($1, $2)`, fmt.Sprint(i), strings.Repeat("x", 20_000))
			return err
		})
	}
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	file, err := os.Stat(filepath.Join(o.Dir, "palabre.db"))
	if err != nil {
		return err
	}
	less := old
	less.Cur = uint64(file.Size()) + 200_000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &less); err != nil {
		return err
	}
	kept := 0
	for ; err == nil && kept < 1000; kept++ {
		err = keep(kept)
	}
	if err == nil {
		return fmt.Errorf("%d writes of 20 KB found room", kept)
	}
	fmt.Printf("%d|%v\n", kept-1, err)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	return keep(kept)
}

// ownerPart keeps the whole database for itself until its input ends.
func ownerPart(ctx context.Context, o db.Options) error {
	return hold(ctx, o, "_pragma=locking_mode(exclusive)")
}

// writerPart keeps a write open until its input ends.
func writerPart(ctx context.Context, o db.Options) error { return hold(ctx, o, "") }

func hold(ctx context.Context, o db.Options, how string) error {
	other, err := sql.Open("sqlite", "file:"+filepath.Join(o.Dir, "palabre.db")+"?"+how)
	if err != nil {
		return err
	}
	defer other.Close()
	conn, err := other.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, query := range []string{`BEGIN EXCLUSIVE`, `INSERT INTO secret (name, value) VALUES ('of another', 'x')`} {
		if _, err := conn.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	fmt.Println("locked")
	bufio.NewReader(os.Stdin).ReadByte() // until the test lets go
	_, err = conn.ExecContext(ctx, `ROLLBACK`)
	return err
}

// commandPart is a command beside a server: at each line it commits something.
func commandPart(ctx context.Context, o db.Options) error {
	d, err := db.Open(ctx, o)
	if err != nil {
		return err
	}
	defer d.Close()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		err := d.Write(ctx, func(tx *db.Tx) error {
			_, err := db.Exec(ctx, tx, `INSERT INTO secret (name, value) VALUES ($1, 'x')`, lines.Text())
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println("committed")
	}
	return nil
}
