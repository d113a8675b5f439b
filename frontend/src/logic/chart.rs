//! Geometry of the statistics chart: round ticks and stacked bars, in percent of the plot.

/// The scale of an axis that starts at zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Ticks from 0 up to [`Axis::top`], evenly spaced.
    pub ticks: Vec<u64>,
    /// The highest tick; never 0.
    pub top: u64,
}

/// One coloured piece of a bar. Everything is in percent of the plot, `y` from its upper edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Which bar, from the left.
    pub day: usize,
    /// Which series, from the bottom.
    pub series: usize,
    /// Requests it stands for; never 0.
    pub count: u64,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Where an arrow key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The series above in the same bar.
    Up,
    /// The series below in the same bar.
    Down,
    /// The bar before.
    Left,
    /// The bar after.
    Right,
}

/// Share of a day's band that its bar fills, and the widest bar in percent of the plot: a look at one
/// day should not paint a wall.
const FILL: f64 = 0.64;
const WIDEST: f64 = 6.0;

/// The flattest piece, so that whatever was counted can be seen and pointed at.
const FLATTEST: f64 = 1.2;

/// An axis with about four intervals whose ticks are whole numbers of the kind 1, 2, 2.5 or 5 times a
/// power of ten.
pub fn axis(highest: u64) -> Axis {
    let rough = highest.div_ceil(4).max(1);
    let magnitude = 10u64.pow(rough.ilog10());
    let step = [10, 20, 25, 50, 100]
        .into_iter()
        .map(|tenths| magnitude.saturating_mul(tenths) / 10)
        .find(|step| *step >= rough && (magnitude > 1 || step * 10 != 25))
        .unwrap_or(rough);
    let intervals = highest.div_ceil(step).max(1);
    Axis { ticks: (0..=intervals).map(|index| index * step).collect(), top: intervals * step }
}

/// The highest bar of a chart.
pub fn highest(days: &[Vec<u64>]) -> u64 {
    days.iter().map(|counts| counts.iter().sum()).max().unwrap_or(0)
}

/// Middle of a day's band in percent of the plot's width.
pub fn middle(day: usize, days: usize) -> f64 {
    (day as f64 + 0.5) * 100.0 / days.max(1) as f64
}

/// The pieces of every bar, day by day from the left, each day from the bottom; empty ones are left out.
pub fn segments(days: &[Vec<u64>], top: u64) -> Vec<Segment> {
    let width = (FILL * 100.0 / days.len().max(1) as f64).min(WIDEST);
    let share = |count: u64| count as f64 * 100.0 / top.max(1) as f64;
    let mut all = Vec::new();
    for (day, counts) in days.iter().enumerate() {
        let mut y = 100.0;
        for (series, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = share(count).max(FLATTEST);
            y -= height;
            all.push(Segment { day, series, count, x: middle(day, days.len()) - width / 2.0, y, width, height });
        }
    }
    all
}

/// The segment that an arrow key leads to: within the bar, or the next bar that has anything, there
/// the same series or else the nearest. `None` when there is nothing in that direction.
pub fn neighbour(all: &[Segment], from: usize, step: Step) -> Option<usize> {
    let here = all.get(from)?;
    match step {
        Step::Up => (from + 1 < all.len() && all[from + 1].day == here.day).then_some(from + 1),
        Step::Down => (from > 0 && all[from - 1].day == here.day).then(|| from - 1),
        Step::Left => nearest(all, here.series, all.iter().rev().find(|other| other.day < here.day)?.day),
        Step::Right => nearest(all, here.series, all.iter().find(|other| other.day > here.day)?.day),
    }
}

fn nearest(all: &[Segment], series: usize, day: usize) -> Option<usize> {
    let of_day = all.iter().enumerate().filter(|(_, segment)| segment.day == day);
    of_day.min_by_key(|(_, segment)| segment.series.abs_diff(series)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_highest_bar() {
        let cases: &[(u64, &[u64])] = &[
            (0, &[0, 1]),
            (1, &[0, 1]),
            (3, &[0, 1, 2, 3]),
            (4, &[0, 1, 2, 3, 4]),
            (7, &[0, 2, 4, 6, 8]),
            (9, &[0, 5, 10]),
            (12, &[0, 5, 10, 15]),
            (90, &[0, 25, 50, 75, 100]),
            (8_400, &[0, 2_500, 5_000, 7_500, 10_000]),
            (300_000, &[0, 100_000, 200_000, 300_000]),
        ];
        for (highest, ticks) in cases {
            let axis = axis(*highest);
            assert_eq!(axis.ticks, *ticks, "highest {highest}");
            assert!(axis.top >= *highest && axis.top > 0, "highest {highest}");
        }
    }

    #[test]
    fn huge_counts_still_have_an_axis() {
        assert!(axis(u64::MAX / 2).top >= u64::MAX / 2);
    }

    #[test]
    fn bars_stack_from_the_bottom_and_skip_nothing_but_zeros() {
        let all = segments(&[vec![50, 0, 25], vec![0, 0, 0], vec![0, 100, 0]], 100);
        let shape: Vec<_> = all.iter().map(|s| (s.day, s.series, s.count, s.y, s.height)).collect();
        assert_eq!(shape, [(0, 0, 50, 50.0, 50.0), (0, 2, 25, 25.0, 25.0), (2, 1, 100, 0.0, 100.0)]);
        let bar = all[0];
        assert!((bar.x + bar.width / 2.0 - middle(0, 3)).abs() < 1e-9);
    }

    #[test]
    fn a_single_call_is_seen_beside_thousands() {
        let all = segments(&[vec![1, 10_000]], 10_000);
        assert_eq!(all.iter().map(|segment| segment.height).collect::<Vec<_>>(), [1.2, 100.0]);
        assert_eq!(all[1].y, 100.0 - 101.2);
    }

    #[test]
    fn a_single_day_is_not_a_wall() {
        assert_eq!(segments(&[vec![1]], 1)[0].width, 6.0);
        assert!(segments(&vec![vec![1]; 14], 1)[0].width < 5.0);
    }

    #[test]
    fn arrows_walk_over_gaps() {
        let all = segments(&[vec![1, 1, 1], vec![0, 0, 0], vec![1, 0, 1]], 3);
        assert_eq!(neighbour(&all, 0, Step::Up), Some(1));
        assert_eq!(neighbour(&all, 2, Step::Up), None);
        assert_eq!(neighbour(&all, 0, Step::Down), None);
        assert_eq!(neighbour(&all, 2, Step::Right), Some(4));
        assert_eq!(neighbour(&all, 3, Step::Left), Some(0));
        assert_eq!(neighbour(&all, 4, Step::Right), None);
        assert_eq!(neighbour(&all, 9, Step::Left), None);
    }
}
