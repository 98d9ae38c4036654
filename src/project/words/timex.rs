//! TIMEX3 values in words: `P3Y` is "3 years", `2025-W18` "week 18 of 2025".

use crate::extract::TimexKind;

/// A value as a person reads it. What has no better words stays as TIMEX3 writes it.
#[must_use]
pub(super) fn words(value: &str, kind: TimexKind) -> String {
    let read = match kind {
        TimexKind::Duration => duration(value),
        TimexKind::Set => set(value),
        TimexKind::Date | TimexKind::Time => point(value),
    };
    read.unwrap_or_else(|| value.to_owned())
}

/// `P2Y6M`, `PT4H`, `PXM`.
fn duration(value: &str) -> Option<String> {
    let (days, time) = value
        .strip_prefix('P')?
        .split_once('T')
        .map_or_else(|| (value.get(1..).unwrap_or_default(), ""), |(days, time)| (days, time));
    let mut parts = counted(days, false)?;
    parts.extend(counted(time, true)?);
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The counted units of one half of a duration.
fn counted(mut half: &str, is_time: bool) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    while !half.is_empty() {
        let digits = half.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'X'))?;
        let (count, rest) = half.split_at_checked(digits)?;
        // The longer names first: a decade begins like a day.
        let units = [
            ("DE", "decade", "decades", false),
            ("CE", "century", "centuries", false),
            ("ML", "millennium", "millennia", false),
            ("Y", "year", "years", false),
            ("Q", "quarter", "quarters", false),
            ("M", "month", "months", false),
            ("W", "week", "weeks", false),
            ("D", "day", "days", false),
            ("H", "hour", "hours", true),
            ("M", "minute", "minutes", true),
            ("S", "second", "seconds", true),
        ];
        let of_half = |(sign, .., time): &&(&str, &str, &str, bool)| {
            *time == is_time && rest.starts_with(sign)
        };
        let (sign, one, many, _) = units.iter().find(of_half)?;
        parts.push(match count {
            "1" => format!("1 {one}"),
            "X" => format!("some {many}"),
            _ => format!("{count} {many}"),
        });
        half = rest.get(sign.len()..)?;
    }
    Some(parts)
}

/// Times that come again.
fn set(value: &str) -> Option<String> {
    if let Some(length) = duration(value) {
        return Some(format!("every {}", length.strip_prefix("1 ").unwrap_or(&length)));
    }
    let day = value.strip_prefix("XXXX-WXX-").and_then(weekday)?;
    Some(format!("every {day}"))
}

fn weekday(number: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS.get(number.parse::<usize>().ok()?.checked_sub(1)?).copied()
}

/// A place on the calendar or the clock.
fn point(value: &str) -> Option<String> {
    match value {
        "PAST_REF" => return Some("some time ago".to_owned()),
        "PRESENT_REF" => return Some("now".to_owned()),
        "FUTURE_REF" => return Some("some time from now".to_owned()),
        _ => {}
    }
    if let Some((day, time)) = value.split_once('T') {
        let day = point(day).unwrap_or_else(|| day.to_owned());
        return Some(format!("{day}, {}", part_of_day(time)));
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_number(value) {
        let number: u32 = value.parse().ok()?;
        return match value.len() {
            3 => Some(format!("{number}0s")),
            2 => Some(format!("{} century", ordinal(number + 1))),
            _ => None,
        };
    }
    let (year, part) = value.split_once('-')?;
    if !is_number(year) {
        return None;
    }
    let season = |name: &str| Some(format!("{name} {year}"));
    match part {
        "SP" => season("spring"),
        "SU" => season("summer"),
        "FA" => season("fall"),
        "WI" => season("winter"),
        _ => {
            let (sign, number) = part.split_at_checked(1)?;
            match (sign, number.split_once('-')) {
                ("Q", None) if is_number(number) => Some(format!("quarter {number} of {year}")),
                ("H", None) if is_number(number) => Some(format!("half {number} of {year}")),
                ("W", None) if is_number(number) => {
                    Some(format!("week {} of {year}", number.trim_start_matches('0')))
                }
                ("W", Some((week, "WE"))) => {
                    Some(format!("weekend of week {} of {year}", week.trim_start_matches('0')))
                }
                _ => None,
            }
        }
    }
}

fn part_of_day(time: &str) -> &str {
    match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        _ => time,
    }
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_a_person_says_them() {
        use TimexKind::{Date, Duration, Set, Time};
        for (value, kind, expected) in [
            ("2025-04-30", Date, "2025-04-30"),
            ("2025-04", Date, "2025-04"),
            ("2025-W08", Date, "week 8 of 2025"),
            ("2025-W18-WE", Date, "weekend of week 18 of 2025"),
            ("2026-Q1", Date, "quarter 1 of 2026"),
            ("2019-SU", Date, "summer 2019"),
            ("198", Date, "1980s"),
            ("20", Date, "21st century"),
            ("1984", Date, "1984"),
            ("PAST_REF", Date, "some time ago"),
            ("2026-03-11TEV", Time, "2026-03-11, evening"),
            ("2026-04-02T18:30", Time, "2026-04-02, 18:30"),
            ("P1Y", Duration, "1 year"),
            ("P2Y6M", Duration, "2 years 6 months"),
            ("PT4H", Duration, "4 hours"),
            ("PT20M", Duration, "20 minutes"),
            ("PXM", Duration, "some months"),
            ("P1DE", Duration, "1 decade"),
            ("P1W", Set, "every week"),
            ("P2D", Set, "every 2 days"),
            ("XXXX-WXX-2", Set, "every Tuesday"),
            ("", Date, ""),
            ("P", Duration, "P"),
            ("é-Wé", Date, "é-Wé"),
        ] {
            assert_eq!(words(value, kind), expected, "{value}");
        }
    }
}
