package model

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Hash is the SHA-256 of d's content, in hexadecimal: what identifies an
// instance.
func (d *Data) Hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q", d.Name, d.Base.Text)
	fmt.Fprintln(h, d.Areas, d.Registered, d.Sites, d.Tiers)
	return hex.EncodeToString(h.Sum(nil))
}
