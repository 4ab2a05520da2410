package model

import (
	"fmt"
	"math"
)

// arcRule is a rule that a single practice's place keeps or breaks.
type arcRule uint8

const (
	ruleOnce  arcRule = iota // the practice or the site does not have this model
	ruleReach                // too far, always hard
	ruleLocks                // a lock says otherwise, always hard
	ruleBoundary
	ruleAreaChoice
	ruleWilling
	ruleTravelCap
	ruleHubCap
	numArcRules
)

var arcRuleID = [numArcRules]string{"once", "reach", "locks", "boundary", "area-choice", "willing", "travel-cap", "hub-cap"}

func (r arcRule) String() string { return arcRuleID[r] }

// hardPrice marks a rule that may not be broken at all.
const hardPrice = math.MaxInt64

func (c *compiler) compilePrices() {
	rules := &c.Scenario.Rules
	for _, r := range []arcRule{ruleOnce, ruleReach, ruleLocks} {
		c.prices[r] = hardPrice
	}
	c.prices[ruleBoundary] = c.price("boundary", rules.Boundary.Rule)
	c.prices[ruleAreaChoice] = c.price("area-choice", rules.AreaChoice)
	c.prices[ruleWilling] = c.price("willing", rules.Willing)
	c.prices[ruleTravelCap] = c.price("travel-cap", rules.TravelCap.Rule)
	c.prices[ruleHubCap] = c.price("hub-cap", rules.HubCap.Rule)
}

// price is what one unit of violation costs: 0 where the rule is off.
func (c *compiler) price(id string, r Rule) int64 {
	switch r.State {
	case Hard:
		return hardPrice
	case Priced:
		if r.Price != math.Trunc(r.Price) || r.Price < 0 || r.Price > 1e12 {
			c.settingFault("rules."+id+".price", Fault{Name: "rules." + id + ".price", Value: fmt.Sprintf("is %v", r.Price),
				Want: "whole pence a year per unit of violation", Maybe: "it was meant in pounds"})
			return 0
		}
		return int64(r.Price)
	}
	return 0
}
