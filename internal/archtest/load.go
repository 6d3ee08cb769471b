package archtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Load reads the tree at root: its packages as go list names them, and every
// text file that git holds or would take.
func Load(ctx context.Context, root string) (*Tree, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	sources, module, err := listed(ctx, root)
	if err != nil {
		return nil, err
	}
	texts, err := texts(ctx, root)
	if err != nil {
		return nil, err
	}
	t := NewTree(module, sources, texts)
	if t.Mod, err = readMod(ctx, filepath.Join(root, "go.mod")); err != nil {
		return nil, err
	}
	t.Driver, err = driverMod(ctx, root, t.Mod)
	return t, err
}

// listed returns the Go files of the module, also those that this system or the
// build tags leave out.
func listed(ctx context.Context, root string) (sources map[string]string, module string, err error) {
	out, err := run(ctx, root, "go", "list", "-e",
		"-json=Dir,Module,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,IgnoredGoFiles", "./...")
	if err != nil {
		return nil, "", err
	}
	sources = map[string]string{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir                                                          string
			Module                                                       struct{ Path, Dir string }
			GoFiles, CgoFiles, TestGoFiles, XTestGoFiles, IgnoredGoFiles []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return sources, module, nil
		} else if err != nil {
			return nil, "", fmt.Errorf("go list: %w", err)
		}
		module = p.Module.Path
		dir, err := filepath.Rel(p.Module.Dir, p.Dir)
		if err != nil {
			return nil, "", err
		}
		for _, names := range [][]string{p.GoFiles, p.CgoFiles, p.TestGoFiles, p.XTestGoFiles, p.IgnoredGoFiles} {
			for _, name := range names {
				text, err := os.ReadFile(filepath.Join(p.Dir, name))
				if err != nil {
					return nil, "", err
				}
				sources[filepath.ToSlash(filepath.Join(dir, name))] = string(text)
			}
		}
	}
}

// Committed returns the paths, from the root, of all files that git holds or
// would take.
func Committed(ctx context.Context, root string) ([]string, error) {
	out, err := run(ctx, root, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	var names []string
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		// A file that was removed is listed until its removal is committed.
		if _, err := os.Lstat(filepath.Join(root, name)); err == nil {
			names = append(names, name)
		}
	}
	return names, nil
}

// texts reads the files whose content is text; images and the like are left out.
func texts(ctx context.Context, root string) (map[string]string, error) {
	names, err := Committed(ctx, root)
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		if utf8.Valid(content) && !bytes.ContainsRune(content, 0) {
			texts[name] = string(content)
		}
	}
	return texts, nil
}

// run returns what a command prints, or an error with what it complained of.
func run(ctx context.Context, dir, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, complaint.Bytes())
	}
	return out, nil
}
