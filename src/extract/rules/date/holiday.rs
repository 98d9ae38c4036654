//! Holidays, fixed and moving, and days that name one event, from `assets/lexicon/en/holidays.ron`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::calendar::{civil, easter, nth_weekday, stepped};

const FILE: &str = include_str!("../../../../assets/lexicon/en/holidays.ron");

/// One holiday.
#[derive(Debug, Deserialize)]
pub(super) struct Holiday {
    /// Its words in lower case, parted by spaces; a point of an abbreviation belongs to its word.
    words: String,
    day: Rule,
}

/// On which day it falls.
#[derive(Debug, Deserialize)]
enum Rule {
    /// Month, day.
    Fixed(u8, u8),
    /// Month, day of the week from Monday = 1, which of them; -1 is the last.
    Nth(u8, u8, i8),
    /// The same, and so many days after it.
    NthPlus(u8, u8, i8, i32),
    /// Days after Easter Sunday.
    Easter(i32),
    /// Year, month, day of what happened once.
    Once(i32, u8, u8),
}

impl Holiday {
    /// The tokens of its name: `new year 's day`.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split(' ')
    }

    /// Whether the name begins with this letter.
    pub(super) fn begins_with(&self, first: char) -> bool {
        self.words.starts_with(first)
    }

    /// Parts possessives and points from their words, as the tokenizer does.
    fn cut(mut self) -> Self {
        self.words = self
            .words
            .replace("'s ", " 's ")
            .replace("s' ", "s ' ")
            .replace('.', " .")
            .replace('/', " / ")
            .replace('-', " - ");
        self
    }

    /// Its day in a year.
    pub(super) fn day(&self, year: i32) -> Option<Date> {
        match self.day {
            Rule::Fixed(month, day) => civil(year, month, day),
            Rule::Nth(month, weekday, n) => nth_weekday(year, month, weekday, n),
            Rule::NthPlus(month, weekday, n, days) => {
                stepped(nth_weekday(year, month, weekday, n)?, days)
            }
            Rule::Easter(days) => stepped(easter(year)?, days),
            Rule::Once(year, month, day) => civil(year, month, day),
        }
    }

    /// The year of what happened once.
    pub(super) fn once(&self) -> Option<i32> {
        match self.day {
            Rule::Once(year, ..) => Some(year),
            _ => None,
        }
    }

    /// Month and day where they are the same every year.
    pub(super) fn fixed(&self) -> Option<(u8, u8)> {
        match self.day {
            Rule::Fixed(month, day) => Some((month, day)),
            _ => None,
        }
    }
}

/// Every holiday, a longer name before a shorter one that begins like it.
pub(super) fn holidays() -> &'static [Holiday] {
    static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
        let table: Vec<Holiday> = ron::from_str(FILE).unwrap_or_default();
        table.into_iter().map(Holiday::cut).collect()
    });
    &HOLIDAYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read_and_each_day_exists() {
        let all: Vec<Holiday> = ron::from_str(FILE).unwrap();
        for holiday in &all {
            assert!(holiday.day(2025).is_some(), "{}", holiday.words);
        }
        let find = |words: &str| all.iter().find(|h| h.words == words).unwrap();
        assert_eq!(find("thanksgiving").day(1999), civil(1999, 11, 25));
        assert_eq!(find("memorial day").day(2025), civil(2025, 5, 26));
        assert_eq!(find("election day").day(1998), civil(1998, 11, 3));
        assert_eq!(find("good friday").day(2025), civil(2025, 4, 18));
    }
}
