//! How high the blocks are, and which of them stands at the top of the view.
//!
//! Few of an article's blocks have been laid out, so most heights are estimates. The scroll position
//! is therefore kept as a place in a block, not as a distance from the beginning: when an estimate
//! is corrected, only the ruler notices.

/// A place in the article: so many points below the top of a block.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Place {
    /// Which block.
    pub(super) block: usize,
    /// How far below its top.
    pub(super) dy: f32,
}

/// The heights of all blocks, with their sums in a binary indexed tree: a height is corrected, and
/// the block at a height found, in logarithmic time.
#[derive(Debug, Default)]
pub(super) struct Flow {
    heights: Vec<f32>,
    is_measured: Vec<bool>,
    /// `sums[i]` adds up the heights of the blocks from `i - lowest_bit(i)` up to `i`.
    sums: Vec<f64>,
    total: f64,
}

impl Flow {
    /// Blocks of these estimated heights.
    pub(super) fn new(heights: Vec<f32>) -> Self {
        let mut sums = vec![0.0; heights.len() + 1];
        for (idx, &height) in heights.iter().enumerate() {
            if let Some(sum) = sums.get_mut(idx + 1) {
                *sum = f64::from(height);
            }
        }
        for idx in 1..sums.len() {
            let up = idx + lowest_bit(idx);
            let own = sums.get(idx).copied().unwrap_or_default();
            if let Some(sum) = sums.get_mut(up) {
                *sum += own;
            }
        }
        let total = heights.iter().map(|&height| f64::from(height)).sum();
        Self { is_measured: vec![false; heights.len()], heights, sums, total }
    }

    /// How many blocks there are.
    pub(super) fn len(&self) -> usize {
        self.heights.len()
    }

    /// The height of a block, as well as it is known.
    pub(super) fn height(&self, idx: usize) -> f32 {
        self.heights.get(idx).copied().unwrap_or_default()
    }

    /// Whether a block's height is more than an estimate.
    pub(super) fn is_measured(&self, idx: usize) -> bool {
        self.is_measured.get(idx).copied().unwrap_or_default()
    }

    /// The height of all.
    pub(super) fn total(&self) -> f64 {
        self.total
    }

    /// Takes in a measured height.
    pub(super) fn measure(&mut self, idx: usize, height: f32) {
        let (Some(held), Some(is_measured)) =
            (self.heights.get_mut(idx), self.is_measured.get_mut(idx))
        else {
            return;
        };
        *is_measured = true;
        let more = f64::from(height) - f64::from(*held);
        if more == 0.0 {
            return;
        }
        *held = height;
        self.total += more;
        let mut at = idx + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += more;
            at += lowest_bit(at);
        }
    }

    /// The height of all blocks before `idx`.
    pub(super) fn above(&self, idx: usize) -> f64 {
        let mut at = idx.min(self.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums.get(at).copied().unwrap_or_default();
            at -= lowest_bit(at);
        }
        sum
    }

    /// How far a place is from the beginning.
    pub(super) fn distance(&self, place: Place) -> f64 {
        self.above(place.block) + f64::from(place.dy)
    }

    /// The place so far from the beginning.
    pub(super) fn place(&self, distance: f64) -> Place {
        let mut left = distance.max(0.0);
        let mut at = 0;
        let mut step = (self.len() + 1).next_power_of_two();
        while step > 0 {
            if let Some(&sum) = self.sums.get(at + step)
                && sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        if at >= self.len() {
            let last = self.len().saturating_sub(1);
            return Place { block: last, dy: self.height(last) };
        }
        Place { block: at, dy: left as f32 }
    }
}

const fn lowest_bit(n: usize) -> usize {
    n & n.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_distances_agree_while_heights_are_corrected() {
        let mut flow = Flow::new((0..1_000).map(|n| 10.0 + (n % 7) as f32).collect());
        for idx in [0, 3, 999, 500, 501, 3] {
            flow.measure(idx, 40.0 + idx as f32);
            let sum: f64 = (0..flow.len()).map(|n| f64::from(flow.height(n))).sum();
            assert!((flow.total() - sum).abs() < 1e-6);
            for block in [0, 1, 4, 499, 502, 998] {
                let above: f64 = (0..block).map(|n| f64::from(flow.height(n))).sum();
                assert!((flow.above(block) - above).abs() < 1e-6);
                let place = flow.place(above + 2.5);
                assert_eq!((place.block, place.dy), (block, 2.5));
            }
        }
        assert_eq!(flow.place(1e9).block, 999);
        assert_eq!(flow.place(-5.0), Place::default());
        assert_eq!(Flow::new(Vec::new()).place(5.0).block, 0);
    }
}
