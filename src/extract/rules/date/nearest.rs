//! Which of the places that bear one name is meant: of all Marches, third quarters, Christmases.

use jiff::civil::Date;

use super::calendar::{Grain, Place, days_between};
use super::expression::{Unit, Which};
use super::resolve::Context;
use super::tense::{Direction, Tense};

impl Context {
    /// The place of that name that is meant, of those that come every year.
    pub(super) fn nearest(
        &self,
        now: Place,
        which: Which,
        of_year: impl Fn(i32) -> Option<Place>,
    ) -> Option<Place> {
        if self.is_history && matches!(which, Which::Bare | Which::This | Which::Same) {
            return in_history(now, of_year);
        }
        // "Opened in March 2003 and closed in December": no year but that or the next was meant. A
        // date near now says as much by itself.
        if let Some(joined) = self.joined
            && which == Which::Bare
            && !(now.year - 1..=now.year).contains(&joined.year)
        {
            let is_before = of_year(joined.year)
                .and_then(Place::first_day)
                .zip(joined.first_day())
                .is_some_and(|(this, joined)| this < joined);
            return of_year(joined.year + i32::from(is_before));
        }
        let today = now.first_day()?;
        let around = [now.year - 1, now.year, now.year + 1];
        let day_of = |place: &Place| place.first_day();
        let same_span = |place: &Place| match place.grain {
            Grain::Month(month) => place.year == now.year && now.month() == Some(month),
            Grain::Season(_) => place
                .first_day()
                .is_some_and(|day| (0..SEASON_DAYS).contains(&days_between(day, today))),
            _ => false,
        };
        // The month that has just ended is called last month.
        let is_last_month = |place: &Place| {
            let next = place.moved(1, Unit::Month);
            matches!(place.grain, Grain::Month(_)) && next.is_some_and(|next| same_span(&next))
        };
        let is_of_figures = |p: &Place| matches!(p.grain, Grain::Quarter(_) | Grain::Half(_));
        if let Some(quarter) = of_year(now.year).filter(is_of_figures) {
            return self.nearest_quarter(today, which, quarter);
        }
        // Of a month or a season, the one we are in counts as begun.
        let begun = around
            .iter()
            .rev()
            .filter_map(|&year| of_year(year))
            .find(|place| day_of(place).is_some_and(|day| day <= today));
        let to_come = around
            .iter()
            .filter_map(|&year| of_year(year))
            .find(|place| day_of(place).is_some_and(|day| day >= today) || same_span(place));
        match which {
            Which::Last | Which::Previous => {
                around.iter().rev().filter_map(|&year| of_year(year)).find(|place| {
                    let is_over = day_of(place).is_some_and(|day| day < today);
                    is_over && !same_span(place) && !is_last_month(place)
                })
            }
            Which::Next | Which::Following => around
                .iter()
                .filter_map(|&year| of_year(year))
                .find(|place| day_of(place).is_some_and(|day| day > today)),
            Which::This => of_year(now.year),
            Which::Bare | Which::Same => closest(today, begun, to_come, self.tense),
        }
    }

    /// Companies speak of the quarter or the half that has just ended, or of the one that runs.
    fn nearest_quarter(&self, today: Date, which: Which, of_this_year: Place) -> Option<Place> {
        let start = of_this_year.first_day()?;
        let side = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ if start > today && self.direction() != Some(Direction::Future) => -1,
            _ if days_between(start, today) > LONG_AGO_DAYS
                && self.direction() == Some(Direction::Future) =>
            {
                1
            }
            _ => 0,
        };
        Some(Place::new(of_this_year.year + side, of_this_year.grain))
    }
}

/// About as long as a season.
const SEASON_DAYS: i32 = 91;

/// A quarter that began longer ago is not the one that someone looks forward to.
const LONG_AGO_DAYS: i32 = 190;

/// How many times nearer the other side must be to outweigh the tense of a verb nearby.
const TENSE_WEIGHT: i32 = 4;

/// The same of a verb that can only be the date's own.
const SURE_WEIGHT: i32 = 12;

/// The same where there is no verb: news tells what has happened.
const PAST_WEIGHT: i32 = 2;

/// The one of the two that the verb speaks of, unless the other is far nearer to `today`; without a
/// verb the nearer one, with a lean to the past.
fn closest(
    today: Date,
    begun: Option<Place>,
    to_come: Option<Place>,
    tense: Option<Tense>,
) -> Option<Place> {
    let (Some(begun), Some(to_come)) = (begun, to_come) else { return begun.or(to_come) };
    // A month is dated by its first day, so the past gets half a month for nothing.
    let back = (days_between(begun.first_day()?, today) - 15).max(0);
    let ahead = days_between(today, to_come.first_day()?).max(0);
    if tense.is_some_and(|tense| tense.is_certain) {
        return Some(begun);
    }
    let weight = match tense {
        Some(Tense { is_sure: true, .. }) => SURE_WEIGHT,
        Some(_) => TENSE_WEIGHT,
        None => PAST_WEIGHT,
    };
    let (back, ahead) = match tense.map(|tense| tense.direction) {
        Some(Direction::Future) => (back.saturating_mul(weight), ahead),
        _ => (back, ahead.saturating_mul(weight)),
    };
    Some(if back <= ahead { begun } else { to_come })
}

/// Months a story may go back without saying the year.
const BACK_MONTHS: i32 = 8;

/// In a story told in order: the year of the last date, or the next one where the story would
/// otherwise go back far.
fn in_history(last: Place, of_year: impl Fn(i32) -> Option<Place>) -> Option<Place> {
    let Some(place) = of_year(last.year) else {
        // Only a leap day is missing from a year.
        return (last.year - 3..last.year + 4).find_map(of_year);
    };
    let (Some(from), Some(to)) = (month_of(last), month_of(place)) else { return Some(place) };
    if from - to >= BACK_MONTHS {
        return of_year(last.year + 1);
    }
    Some(place)
}

/// The month a place begins in, where it says one.
fn month_of(place: Place) -> Option<i32> {
    match place.grain {
        Grain::Century | Grain::Decade | Grain::Year => None,
        Grain::Season(4) => Some(1),
        Grain::Season(season) => Some(i32::from(season) * 3),
        _ => place.first_day().map(|day| i32::from(day.month())),
    }
}
