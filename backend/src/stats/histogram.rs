//! How long calls took, in buckets that widen with the time: eight to each doubling, so whatever is
//! read back is within 6.25 % of what went in, from a microsecond to hours.

/// Bits of a bucket's place within its doubling.
const PLACE_BITS: u32 = 3;
const PLACES: u64 = 1 << PLACE_BITS;

/// Calls by bucket, sorted; buckets without calls are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram(Vec<(u8, u64)>);

impl Histogram {
    /// Counts a call.
    pub fn add(&mut self, micros: u64) {
        self.add_to(bucket_of(micros), 1);
    }

    /// Counts so many calls of one bucket.
    pub fn add_to(&mut self, bucket: u8, calls: u64) {
        match self.0.binary_search_by_key(&bucket, |(bucket, _)| *bucket) {
            Ok(at) => self.0[at].1 += calls,
            Err(at) => self.0.insert(at, (bucket, calls)),
        }
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: &Histogram) {
        for (bucket, calls) in &other.0 {
            self.add_to(*bucket, *calls);
        }
    }

    /// Microseconds within which this share of the calls was answered; `None` of no calls.
    pub fn percentile(&self, share: f64) -> Option<f64> {
        let calls: u64 = self.0.iter().map(|(_, calls)| calls).sum();
        let rank = ((calls as f64 * share).ceil() as u64).max(1);
        let mut seen = 0;
        let found = self.0.iter().find(|(_, calls)| {
            seen += calls;
            seen >= rank
        });
        found.map(|(bucket, _)| middle(*bucket))
    }

    /// The buckets that have calls.
    pub fn buckets(&self) -> &[(u8, u64)] {
        &self.0
    }
}

fn bucket_of(micros: u64) -> u8 {
    if micros < PLACES {
        return micros as u8;
    }
    let doubling = micros.ilog2() - PLACE_BITS;
    let place = (micros >> doubling) % PLACES;
    (u64::from(doubling + 1) * PLACES + place).min(u8::MAX.into()) as u8
}

fn middle(bucket: u8) -> f64 {
    let (doubling, place) = (u64::from(bucket) / PLACES, u64::from(bucket) % PLACES);
    match doubling {
        0 => place as f64,
        _ => {
            let width = 1_u64 << (doubling - 1);
            ((PLACES + place) * width) as f64 + (width - 1) as f64 / 2.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_follow_one_another_without_gaps() {
        let mut last = 0;
        for micros in 0..100_000 {
            let bucket = bucket_of(micros);
            assert!(bucket == last || bucket == last + 1, "{micros}");
            last = bucket;
        }
        assert_eq!(bucket_of(u64::MAX), u8::MAX);
    }

    #[test]
    fn a_time_is_read_back_within_a_sixteenth() {
        let mut micros = 1_u64;
        while micros < 10_000_000_000 {
            let back = middle(bucket_of(micros));
            assert!((back - micros as f64).abs() <= micros as f64 / 16.0, "{micros} came back as {back}");
            micros = micros * 17 / 16 + 1;
        }
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_times() {
        // Times of many magnitudes, in an order that a plain generator makes.
        let mut seed = 7_u64;
        let mut times = Vec::new();
        let mut histogram = Histogram::default();
        for _ in 0..5000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let micros = 1 + (seed >> 33) % (10 << ((seed >> 20) % 16));
            times.push(micros);
            histogram.add(micros);
        }
        times.sort_unstable();
        for share in [0.5, 0.9, 0.95, 0.99, 1.0] {
            let wanted = times[((times.len() as f64 * share).ceil() as usize).max(1) - 1] as f64;
            let found = histogram.percentile(share).unwrap();
            assert!((found - wanted).abs() <= wanted * 0.07, "{share}: {found} for {wanted}");
        }
        assert_eq!(Histogram::default().percentile(0.5), None);
    }

    #[test]
    fn merging_is_counting_together() {
        let (mut one, mut other, mut both) = (Histogram::default(), Histogram::default(), Histogram::default());
        for micros in [3, 40, 40, 999, 1_000_000] {
            one.add(micros);
            both.add(micros);
        }
        for micros in [40, 7, 60_000_000] {
            other.add(micros);
            both.add(micros);
        }
        one.merge(&other);
        assert_eq!(one, both);
    }
}
