package model

import (
	"cmp"
	"math/big"
	"slices"
)

// split divides a whole amount in proportion to shares by largest remainder; the
// first of equals wins. Shares that are all nothing leave it to the first.
func split(amount int64, shares []int64) []int64 {
	out := make([]int64, len(shares))
	sum := int64(0)
	for _, s := range shares {
		sum += s
	}
	if len(shares) == 1 || sum <= 0 {
		out[0] = amount
		return out
	}
	rest := amount
	order := make([]int, len(shares))
	remainders := make([]*big.Int, len(shares))
	total := big.NewInt(sum)
	for i, s := range shares {
		quotient, remainder := new(big.Int).DivMod(new(big.Int).Mul(big.NewInt(amount), big.NewInt(s)), total, new(big.Int))
		out[i], remainders[i], order[i] = quotient.Int64(), remainder, i
		rest -= out[i]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(-remainders[a].Cmp(remainders[b]), cmp.Compare(a, b)) })
	for _, i := range order[:rest] {
		out[i]++
	}
	return out
}

func (in *Instance) byAreaCode(a, b int32) int {
	return cmp.Compare(in.Data.Areas[a].Code, in.Data.Areas[b].Code)
}
