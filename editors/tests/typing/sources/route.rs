//! Plans deliveries: which stops a van visits, in which order.

use std::fmt;

/// A place on the map, in metres east and north of the depot.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    pub name: String,
    pub east: f64,
    pub north: f64,
    pub grams: u32,
}

/// An order of stops, and how long it is.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    stops: Vec<&'a Stop>,
    metres: f64,
}

#[derive(Debug, PartialEq)]
pub enum Refusal {
    NoStops,
    TooHeavy { name: String, grams: u32 },
}

impl Stop {
    fn distance(&self, other: &Self) -> f64 {
        (other.east - self.east).hypot(other.north - self.north)
    }
}

/// Goes to the nearest stop that is left, again and again.
pub fn nearest<'a>(depot: &'a Stop, stops: &'a [Stop]) -> Result<Plan<'a>, Refusal> {
    let mut left: Vec<&Stop> = stops.iter().collect();
    let mut plan = Plan::default();
    let mut here = depot;
    while let Some((at, metres)) = left
        .iter()
        .map(|stop| here.distance(stop))
        .enumerate()
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
    {
        here = left.swap_remove(at);
        plan.metres += metres;
        plan.stops.push(here);
    }
    if plan.stops.is_empty() { Err(Refusal::NoStops) } else { Ok(plan) }
}

/// Splits stops among vans that carry so many grams each.
pub fn load(stops: &[Stop], capacity: u32) -> Result<Vec<Vec<&Stop>>, Refusal> {
    let mut vans: Vec<(u32, Vec<&Stop>)> = Vec::new();
    for stop in stops {
        if stop.grams > capacity {
            return Err(Refusal::TooHeavy { name: stop.name.clone(), grams: stop.grams });
        }
        match vans.iter_mut().find(|(free, _)| *free >= stop.grams) {
            Some((free, van)) => {
                *free -= stop.grams;
                van.push(stop);
            }
            None => vans.push((capacity - stop.grams, vec![stop])),
        }
    }
    Ok(vans.into_iter().map(|(_, van)| van).collect())
}

impl fmt::Display for Plan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Depot")?;
        for stop in &self.stops {
            let weight = match stop.grams {
                0..20_000 => "",
                20_000.. => " (schwer)",
            };
            write!(f, " → {}{weight}", stop.name)?;
        }
        write!(f, ": {:.1} km", self.metres / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_stop_comes_first() {
        let stop = |name: &str, east| Stop { name: name.into(), east, north: 0.0, grams: 1 };
        let (depot, stops) = (stop("Depot", 0.0), [stop("Bäckerei", 9.0), stop("日本食品", 3.0)]);
        let plan = nearest(&depot, &stops).map(|plan| plan.to_string());
        assert_eq!(plan, Ok("Depot → 日本食品 → Bäckerei: 0.0 km".to_owned()));
    }
}
