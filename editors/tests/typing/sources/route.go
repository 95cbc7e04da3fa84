// Package route plans deliveries: which stops a van visits, in which order.
package route

import (
	"errors"
	"fmt"
	"math"
	"sort"
)

// ErrNoStops is returned when there is nothing to plan.
var ErrNoStops = errors.New("route: no stops")

// Stop is a place on the map, in metres east and north of the depot.
type Stop struct {
	Name   string
	East   float64
	North  float64
	Parcel int // grams
}

// Plan is an order of stops, and how long it is.
type Plan struct {
	Stops  []Stop
	Metres float64
}

func distance(from, to Stop) float64 {
	return math.Hypot(to.East-from.East, to.North-from.North)
}

// Nearest plans by going to the nearest stop that is left, again and again.
func Nearest(depot Stop, stops []Stop) (Plan, error) {
	if len(stops) == 0 {
		return Plan{}, ErrNoStops
	}
	left := append([]Stop(nil), stops...)
	plan := Plan{Stops: make([]Stop, 0, len(stops))}
	here := depot
	for len(left) > 0 {
		best := 0
		for i, stop := range left {
			if distance(here, stop) < distance(here, left[best]) {
				best = i
			}
		}
		plan.Metres += distance(here, left[best])
		here = left[best]
		plan.Stops = append(plan.Stops, here)
		left = append(left[:best], left[best+1:]...)
	}
	return plan, nil
}

// Load splits stops among vans that carry at most capacity grams each.
func Load(stops []Stop, capacity int) (vans [][]Stop, err error) {
	sorted := append([]Stop(nil), stops...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Parcel > sorted[j].Parcel })
	free := []int{}
	for _, stop := range sorted {
		placed := false
		for i := range vans {
			if free[i] >= stop.Parcel {
				vans[i], free[i], placed = append(vans[i], stop), free[i]-stop.Parcel, true
				break
			}
		}
		if !placed && stop.Parcel > capacity {
			return nil, fmt.Errorf("route: %q weighs %d g, a van carries %d g", stop.Name, stop.Parcel, capacity)
		}
		if !placed {
			vans = append(vans, []Stop{stop})
			free = append(free, capacity-stop.Parcel)
		}
	}
	return vans, nil
}

func (p Plan) String() string {
	text := "Depot"
	for _, stop := range p.Stops {
		switch {
		case stop.Parcel > 20_000:
			text += fmt.Sprintf(" → %s (schwer)", stop.Name)
		case stop.Name == "":
			text += " → ?"
		default:
			text += " → " + stop.Name
		}
	}
	return fmt.Sprintf("%s: %.1f km", text, p.Metres/1000)
}
