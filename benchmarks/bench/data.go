package bench

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func dataFlag(c *cobra.Command, data *string) {
	c.Flags().StringVar(data, "data", "", "folder that holds instances/ (default: POLYCLINIC_DATA, else ../shared)")
}

// dataFolder is what the flag names, else the environment, else ../shared.
func dataFolder(flag string) string {
	if flag != "" {
		return flag
	}
	if data := os.Getenv("POLYCLINIC_DATA"); data != "" {
		return data
	}
	return filepath.Join("..", "shared")
}
