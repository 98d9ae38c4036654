//! What must be known of a whole text before its dates can be told: whether it tells history, and
//! in which order it writes day and month.

use jiff::civil::Date;
use memchr::memmem;

/// Fewer years than this make no history of a text.
const YEARS_MIN: u32 = 8;

/// Where the publication date is not known, the years must say more.
const YEARS_MIN_UNDATED: u32 = 12;

/// A history names so many years for each name of a day.
const DAYS_RATIO: usize = 10;

/// What a text says as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Whether the text tells of the past in order, so that a date hangs on the one before it and not
    /// on the day of publication.
    pub(super) is_history: bool,
    /// Dates in figures that can only be day before month, less those that can only be the other.
    pub(super) day_first: i32,
}

/// How many bytes are searched for a digit at once.
const STRETCH: usize = 32;

/// A run of digits.
#[derive(Debug, Clone, Copy, Default)]
struct Digits {
    start: usize,
    end: usize,
    value: u32,
}

impl Outline {
    /// Looks over the text once: at its digits, and at the names of days.
    ///
    /// A history names years other than that of its publication, again and again, and hardly ever a
    /// day of the week; news does it the other way round.
    pub(super) fn new(text: &str, published: Option<Date>) -> Self {
        let bytes = text.as_bytes();
        let published = published.map(|date| i32::from(date.year()));
        let (mut n_far, mut n_near, mut day_first) = (0_u32, 0_u32, 0);
        let mut before = [Digits::default(); 2];
        let mut at = 0;
        while let Some(digits) = next_digits(bytes, at) {
            at = digits.end;
            let len = digits.end - digits.start;
            if is_year(bytes, digits) {
                let year = i32::try_from(digits.value).unwrap_or_default();
                let is_near = published.is_some_and(|published| (published - year).abs() <= 1);
                n_near += u32::from(is_near);
                n_far += u32::from(!is_near);
            } else if bytes
                .get(at..)
                .is_some_and(|rest| rest.starts_with(b" BC") || rest.starts_with(b" B.C"))
            {
                n_far += 1;
            }
            let [first, second] = before;
            if matches!(len, 2 | 4) && parted(bytes, first, second) && parted(bytes, second, digits)
            {
                let is_day = |n: u32| (13..=31).contains(&n);
                let is_month = |n: u32| (1..=12).contains(&n);
                if is_day(first.value) && is_month(second.value) {
                    day_first += 1;
                } else if is_month(first.value) && is_day(second.value) {
                    day_first -= 1;
                }
            }
            before = [second, digits];
        }
        let enough = if published.is_some() { YEARS_MIN } else { YEARS_MIN_UNDATED };
        let is_history = n_far >= enough
            && n_far >= n_near * 2
            && names_of_days(bytes) * DAYS_RATIO <= n_far as usize;
        Self { is_history, day_first }
    }
}

fn next_digits(bytes: &[u8], from: usize) -> Option<Digits> {
    // Most stretches of a text have none: a few instructions tell it of many bytes at once.
    let rest = bytes.get(from..)?;
    let has_none = |stretch: &&[u8]| !stretch.iter().fold(false, |any, b| any | b.is_ascii_digit());
    let from = from + rest.chunks_exact(STRETCH).take_while(has_none).count() * STRETCH;
    let start = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
    let mut digits = Digits { start, end: start, value: 0 };
    while let Some(digit) = bytes.get(digits.end).filter(|byte| byte.is_ascii_digit()) {
        digits.value = digits.value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
        digits.end += 1;
    }
    Some(digits)
}

/// Four digits that stand by themselves.
fn is_year(bytes: &[u8], digits: Digits) -> bool {
    let part_of_more = matches!(bytes.get(digits.end), Some(b',' | b'.'))
        && bytes.get(digits.end + 1).is_some_and(u8::is_ascii_digit);
    let before = digits.start.checked_sub(1).and_then(|at| bytes.get(at));
    digits.end - digits.start == 4
        && (1000..2100).contains(&digits.value)
        && !part_of_more
        && !matches!(before, Some(b',' | b'.' | b'$'))
}

/// Whether one mark that dates are written with stands between the two.
fn parted(bytes: &[u8], first: Digits, second: Digits) -> bool {
    second.start == first.end + 1 && matches!(bytes.get(first.end), Some(b'/' | b'.' | b'-'))
}

/// How often the text names a day of the week, or today or yesterday.
fn names_of_days(bytes: &[u8]) -> usize {
    memmem::find_iter(bytes, b"day")
        .filter(|&at| {
            let before = at.checked_sub(3).and_then(|from| bytes.get(from..at));
            before.is_some_and(|before| {
                before.ends_with(b"to")
                    || matches!(
                        before,
                        b"Mon" | b"ues" | b"nes" | b"urs" | b"Fri" | b"tur" | b"Sun" | b"ter"
                    )
            })
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::rules::date::calendar::civil;

    #[test]
    fn a_history_is_told_from_news_and_day_from_month() {
        let history = "In 1803 it began. ".repeat(9);
        assert!(Outline::new(&history, civil(2009, 5, 1)).is_history);
        assert!(!Outline::new(&history, civil(1803, 5, 1)).is_history);
        let news = format!("{history}It ended Tuesday.");
        assert!(!Outline::new(&news, civil(2009, 5, 1)).is_history);
        assert_eq!(Outline::new("3/4/2001 and 31.12.1999 or 25-6-2001", None).day_first, 2);
        assert_eq!(Outline::new("12/31/1999", None).day_first, -1);
    }
}
