//! Lengths of time as TIMEX3 writes them.

use rust_decimal::Decimal;

use super::expression::{Amount, Unit};

/// `P3Y`, `PT20M`, `PXD`; half a unit in the next smaller one where that is whole.
pub(super) fn length(amount: Amount, unit: Unit) -> String {
    let (factor, letter, of_clock) = letter(unit);
    let time = if of_clock { "T" } else { "" };
    let Amount::Exact(n) = amount else { return format!("P{time}X{letter}") };
    let n = n.checked_mul(Decimal::from(factor)).unwrap_or(n);
    if n.fract().is_zero() {
        return format!("P{time}{}{letter}", n.trunc().normalize());
    }
    // "Two and a half years" are two years and six months.
    let smaller = match unit {
        Unit::Year => Some((12, "", "M")),
        Unit::Day => Some((24, "T", "H")),
        Unit::Hour => Some((60, "", "M")),
        Unit::Minute => Some((60, "", "S")),
        _ => None,
    };
    if let Some((in_one, join, small_letter)) = smaller {
        let rest = n.fract() * Decimal::from(in_one);
        if rest.fract().is_zero() {
            let rest = rest.trunc().normalize();
            let whole = n.trunc().normalize();
            if whole.is_zero() {
                let time = if of_clock || join == "T" { "T" } else { "" };
                return format!("P{time}{rest}{small_letter}");
            }
            return format!("P{time}{whole}{letter}{join}{rest}{small_letter}");
        }
    }
    format!("P{time}{}{letter}", n.normalize())
}

/// Lengths of ever smaller units together: `PT2H20M`.
pub(super) fn lengths(parts: &[(Decimal, Unit)]) -> Option<String> {
    let mut value = "P".to_owned();
    let mut is_time = false;
    for &(n, unit) in parts {
        let (factor, letter, of_clock) = letter(unit);
        if of_clock && !is_time {
            value.push('T');
            is_time = true;
        }
        let n = n.checked_mul(Decimal::from(factor))?.normalize();
        value.push_str(&n.to_string());
        value.push_str(letter);
    }
    Some(value)
}

/// How many of the written unit one is, its letter, and whether it is shorter than a day.
const fn letter(unit: Unit) -> (i64, &'static str, bool) {
    match unit {
        Unit::Second => (1, "S", true),
        Unit::Minute => (1, "M", true),
        Unit::Hour => (1, "H", true),
        Unit::Day => (1, "D", false),
        Unit::Weekend => (1, "WE", false),
        Unit::Week => (1, "W", false),
        Unit::Fortnight => (2, "W", false),
        Unit::Month => (1, "M", false),
        Unit::Quarter => (1, "Q", false),
        Unit::Year => (1, "Y", false),
        Unit::Decade => (10, "Y", false),
        Unit::Century => (100, "Y", false),
        Unit::Millennium => (1000, "Y", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_whole_units() {
        let check = |n: &str, unit, value| {
            assert_eq!(length(Amount::Exact(n.parse().unwrap()), unit), value);
        };
        check("3", Unit::Year, "P3Y");
        check("20", Unit::Minute, "PT20M");
        check("2.5", Unit::Year, "P2Y6M");
        check("1.5", Unit::Minute, "PT1M30S");
        check("0.5", Unit::Hour, "PT30M");
        check("2", Unit::Decade, "P20Y");
        check("1.5", Unit::Day, "P1DT12H");
        check("2.5", Unit::Week, "P2.5W");
        assert_eq!(length(Amount::Some, Unit::Month), "PXM");
        assert_eq!(length(Amount::Some, Unit::Hour), "PTXH");
        let joined = [(1.into(), Unit::Day), (2.into(), Unit::Hour), (20.into(), Unit::Minute)];
        assert_eq!(lengths(&joined).as_deref(), Some("P1DT2H20M"));
        assert_eq!(lengths(&joined[1..]).as_deref(), Some("PT2H20M"));
    }
}
