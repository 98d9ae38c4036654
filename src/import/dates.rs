//! The day that words of a page or a line of a manuscript name.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Years that an article may have been published in. Anything else is a number of another sort.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The names of the months, from January, lower case, in the languages that pages most often state
/// dates in. Three letters or more of a name stand for it.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janvier", "enero", "janeiro", "gennaio", "января"],
    &["february", "februar", "février", "febrero", "fevereiro", "febbraio", "февраля"],
    &["march", "märz", "mrz", "mars", "marzo", "março", "maart", "марта"],
    &["april", "avril", "abril", "aprile", "апреля"],
    &["may", "mai", "mayo", "maio", "maggio", "mei", "maj", "мая"],
    &["june", "juni", "juin", "junio", "junho", "giugno", "июня"],
    &["july", "juli", "juillet", "julio", "julho", "luglio", "июля"],
    &["august", "août", "agosto", "augustus", "августа"],
    &["september", "septembre", "septiembre", "setembro", "settembre", "сентября"],
    &["october", "oktober", "octobre", "octubre", "outubro", "ottobre", "октября"],
    &["november", "novembre", "noviembre", "novembro", "ноября"],
    &["december", "dezember", "décembre", "diciembre", "dezembro", "dicembre", "декабря"],
];

/// The names of the months in languages whose short forms mean other things elsewhere; only in full.
const MONTHS_IN_FULL: [&[&str]; 12] = [
    &[
        "januari",
        "stycznia",
        "ledna",
        "tammikuuta",
        "ocak",
        "січня",
        "ιανουαρίου",
        "január",
        "ianuarie",
    ],
    &[
        "februari",
        "lutego",
        "února",
        "helmikuuta",
        "şubat",
        "лютого",
        "φεβρουαρίου",
        "február",
        "februarie",
    ],
    &["marca", "března", "maaliskuuta", "mart", "березня", "μαρτίου", "március", "maret", "martie"],
    &["kwietnia", "dubna", "huhtikuuta", "nisan", "квітня", "απριλίου", "április", "aprilie"],
    &["maja", "května", "toukokuuta", "mayıs", "травня", "μαΐου", "május"],
    &["czerwca", "června", "kesäkuuta", "haziran", "червня", "ιουνίου", "június", "iunie"],
    &["lipca", "července", "heinäkuuta", "temmuz", "липня", "ιουλίου", "július", "iulie"],
    &[
        "sierpnia",
        "srpna",
        "elokuuta",
        "ağustos",
        "серпня",
        "αυγούστου",
        "augusztus",
        "augusti",
        "agustus",
    ],
    &[
        "września",
        "září",
        "syyskuuta",
        "eylül",
        "вересня",
        "σεπτεμβρίου",
        "szeptember",
        "septembrie",
    ],
    &["października", "října", "lokakuuta", "ekim", "жовтня", "οκτωβρίου", "octombrie"],
    &["listopada", "listopadu", "marraskuuta", "kasım", "листопада", "νοεμβρίου", "noiembrie"],
    &[
        "grudnia",
        "prosince",
        "joulukuuta",
        "aralık",
        "грудня",
        "δεκεμβρίου",
        "desember",
        "decembrie",
    ],
];

/// Which comes first in a date of figures: `05/02/2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The day, as in most of the world.
    Day,
    /// The month, as in the United States.
    Month,
}

/// The first day that `words` name in full, in the order of their words; none where day and month
/// could be either way round. A time of day and its zone are passed over: the day is the one that
/// the writer wrote.
pub(super) fn day(words: &str) -> Option<Date> {
    day_in_order(words, None)
}

/// The same, where day and month stand in a known order.
pub(super) fn day_in_order(words: &str, order: Option<Order>) -> Option<Date> {
    let words = words.trim();
    if words.len() >= 10 && words.bytes().all(|b| b.is_ascii_digit()) {
        return from_seconds(words);
    }
    let parts = parts(words);
    for at in 0..parts.len() {
        let rest = parts.get(at..)?;
        let found = written(rest, order);
        // A day that comes after one of which it is not sure which it is is another one.
        if found.is_some() || is_either_way(rest) {
            return found;
        }
    }
    None
}

/// How a line begins that tells when something was changed.
const CHANGED: &[&str] = &[
    "updated",
    "last updated",
    "last modified",
    "last changed",
    "modified",
    "changed",
    "edited",
    "aktualisiert",
    "zuletzt aktualisiert",
    "mis à jour",
    "actualizado",
    "actualizada",
    "aggiornato",
    "обновлено",
    "bijgewerkt",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "aktualizacja",
    "atualizado",
    "güncelleme",
    "оновлено",
    "수정",
    "최종수정",
    "更新",
    "更新日",
];

/// The day of a change that a line names, which says nothing else: "Last updated May 3, 2025".
pub(super) fn change_line(line: &str) -> Option<Date> {
    let line = line.trim().to_lowercase();
    let after = CHANGED.iter().find_map(|beginning| line.strip_prefix(beginning))?;
    let is_whole = !after.starts_with(char::is_alphanumeric);
    (is_whole && line.len() <= LINE_MAX).then(|| day(after))?
}

/// A line with more bytes than this says more than a date.
const LINE_MAX: usize = 60;

/// The day that a line names that is a date and hardly anything else: "Published: May 2, 2025, 9:40
/// a.m.".
pub(super) fn dateline(line: &str) -> Option<Date> {
    const OTHER_WORDS: &[&str] = &[
        "published",
        "posted",
        "updated",
        "date",
        "on",
        "at",
        "first",
        "last",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "et",
        "est",
        "edt",
        "ct",
        "mt",
        "pt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "th",
        "st",
        "nd",
        "rd",
        "of",
        "z",
        "h",
        "t",
        "à",
        "veröffentlicht",
        "publiziert",
        "erschienen",
        "erstellt",
        "datum",
        "vom",
        "den",
        "um",
        "uhr",
        "publié",
        "le",
        "de",
        "del",
        "publicado",
        "publicada",
        "fecha",
        "el",
        "em",
        "às",
        "las",
        "pubblicato",
        "il",
        "alle",
        "ore",
        "gepubliceerd",
        "geplaatst",
        "op",
        "om",
        "uur",
        "publicerad",
        "publicerat",
        "publisert",
        "udgivet",
        "julkaistu",
        "kl",
        "data",
        "dodano",
        "opublikowano",
        "publikacji",
        "yayınlanma",
        "tarihi",
        "опубликовано",
        "дата",
        "публикации",
        "в",
        "года",
        "мск",
        "г",
        "опубліковано",
        "입력",
        "입력시간",
        "기사입력",
        "등록",
        "승인",
        "발행",
        "게재",
        "公開日",
        "公開",
        "投稿日",
        "掲載",
        "配信",
        "发布时间",
        "发布",
        "日期",
        "时间",
        "年",
        "月",
        "日",
        "년",
        "월",
        "일",
    ];
    if line.len() > LINE_MAX || change_line(line).is_some() {
        return None;
    }
    let is_named = |part: &Part<'_>| match part {
        Part::Number { .. } => true,
        Part::Word(word) => {
            OTHER_WORDS.contains(&word.to_lowercase().as_str())
                || month(word).is_some()
                || is_weekday(word)
        }
    };
    parts(line).iter().all(is_named).then(|| day(line))?
}

/// The day that an address names: `/2025/05/02/` or `/2025-05-02-`.
pub(super) fn day_in_address(address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts = parts(path);
    parts.windows(3).find_map(|parts| match parts {
        [year @ Part::Number { n_digits: 4, .. }, month, day] => {
            let close = matches!(month, Part::Number { gap: "/" | "-" | "_", .. })
                && matches!(day, Part::Number { gap: "/" | "-" | "_", n_digits: 1..=2, .. });
            close.then(|| civil(year, month, day)).flatten()
        }
        _ => None,
    })
}

#[derive(Debug, Clone, Copy)]
enum Part<'w> {
    /// `gap` is what stands between it and the part before.
    Number {
        value: i64,
        n_digits: usize,
        gap: &'w str,
    },
    Word(&'w str),
}

/// The numbers and words of a short text.
fn parts(words: &str) -> Vec<Part<'_>> {
    // No place that states a date is longer, and no more is looked at.
    const MOST: usize = 40;
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(begin) = rest.find(char::is_alphanumeric).filter(|_| found.len() < MOST) {
        let (gap, after) = rest.split_at(begin);
        let is_number = after.starts_with(|c: char| c.is_ascii_digit());
        let is_other = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != is_number;
        let (part, after) = after.split_at(after.find(is_other).unwrap_or(after.len()));
        found.push(match part.parse() {
            Ok(value) if is_number => Part::Number { value, n_digits: part.len(), gap },
            _ => Part::Word(part),
        });
        rest = after;
    }
    found
}

/// Whether the parts begin with a date in which day and month could be either way round.
fn is_either_way(parts: &[Part<'_>]) -> bool {
    let [a, b, year, ..] = parts else { return false };
    let is_close = |part: &Part<'_>| matches!(part, Part::Number { gap: "/" | "-", .. });
    is_close(b) && is_close(year) && civil(year, a, b).is_some() && civil(year, b, a).is_some()
}

/// The date that the parts begin with.
fn written(parts: &[Part<'_>], order: Option<Order>) -> Option<Date> {
    match parts {
        // 20250502
        [Part::Number { value, n_digits: 8, .. }, ..] => {
            let n = |value: i64| i16::try_from(value).ok();
            date(n(value / 10_000)?, n(value / 100 % 100)?, n(value % 100)?)
        }
        // 2025-05-02, 2025.5.2
        [
            year @ Part::Number { n_digits: 4, .. },
            month @ Part::Number { .. },
            day @ Part::Number { .. },
            ..,
        ] => civil(year, month, day),
        // 2025년 5월 2일, 2025年5月2日
        [
            year @ Part::Number { n_digits: 4, .. },
            Part::Word("年" | "년"),
            month,
            Part::Word("月" | "월"),
            day,
            ..,
        ] => civil(year, month, day),
        // May 2, 2025; May 2nd, 2025
        [Part::Word(name), day, Part::Word("st" | "nd" | "rd" | "th"), year, ..]
        | [Part::Word(name), day, year, ..]
            if month(name).is_some() =>
        {
            date(number(year, 4)?, month(name)?, number(day, 2)?)
        }
        // 2 May 2025; 2nd of May, 2025; 2 de mayo de 2025
        [day @ Part::Number { .. }, rest @ ..] => {
            let is_small = |part: &&Part<'_>| {
                matches!(part, Part::Word("st" | "nd" | "rd" | "th" | "of" | "de" | "del"))
            };
            let mut rest = rest.iter().skip_while(is_small);
            let second = rest.next()?;
            let year = rest.find(|part| !is_small(part))?;
            match second {
                Part::Word(name) => date(number(year, 4)?, month(name)?, number(day, 2)?),
                Part::Number { gap, .. } => {
                    let (a, b) = (number(day, 2)?, number(second, 2)?);
                    let year = number(year, 4)?;
                    match (a, b) {
                        // With full stops between them the day comes first, wherever they are used.
                        _ if *gap == "." => date(year, b, a),
                        (13.., _) => date(year, b, a),
                        (_, 13..) => date(year, a, b),
                        _ if a == b => date(year, a, b),
                        _ if !is_either_way(parts) => None,
                        _ => match order? {
                            Order::Day => date(year, b, a),
                            Order::Month => date(year, a, b),
                        },
                    }
                }
            }
        }
        _ => None,
    }
}

/// A part that is a number of at most `n_max` digits.
fn number(part: &Part<'_>, n_max: usize) -> Option<i16> {
    match *part {
        Part::Number { value, n_digits, .. } if n_digits <= n_max => i16::try_from(value).ok(),
        _ => None,
    }
}

fn civil(year: &Part<'_>, month: &Part<'_>, day: &Part<'_>) -> Option<Date> {
    date(number(year, 4)?, number(month, 2)?, number(day, 2)?)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let small = |n: i16| i8::try_from(n).ok();
    YEARS.contains(&year).then(|| Date::new(year, small(month)?, small(day)?).ok())?
}

fn month(word: &str) -> Option<i16> {
    const LETTERS_MIN: usize = 3;
    if word.chars().count() < LETTERS_MIN {
        return None;
    }
    let word = word.to_lowercase();
    let short = || MONTHS.iter().position(|names| names.iter().any(|name| name.starts_with(&word)));
    let full = || MONTHS_IN_FULL.iter().position(|names| names.contains(&word.as_str()));
    i16::try_from(full().or_else(short)? + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const OTHER_DAYS: &[&str] = &[
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "måndag",
        "tisdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lördag",
        "söndag",
        "понедельник",
        "вторник",
        "среда",
        "четверг",
        "пятница",
        "суббота",
        "воскресенье",
        "월",
        "화",
        "수",
        "목",
        "금",
        "토",
        "일",
        "月",
        "火",
        "水",
        "木",
        "金",
        "土",
        "日",
    ];
    let word = word.to_lowercase();
    if OTHER_DAYS.contains(&word.as_str()) {
        return true;
    }
    DAYS.iter().any(|day| word.starts_with(day)) && (word.len() <= 5 || word.ends_with("day"))
}

/// The day of so many seconds, or thousandths of them, since 1970, in universal time.
fn from_seconds(digits: &str) -> Option<Date> {
    let seconds: i64 = digits.parse().ok()?;
    let seconds = if digits.len() >= 13 { seconds / 1000 } else { seconds };
    let day = TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date();
    YEARS.contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Option<Date>, words: &str, expected: &str) {
        let found = read(words).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn a_day_is_read_as_it_was_written() {
        for (words, expected) in [
            ("2025-05-02", "2025-05-02"),
            ("2025-05-02T23:59:00-07:00", "2025-05-02"),
            ("2025-05-02T00:30:00Z", "2025-05-02"),
            ("20250502", "2025-05-02"),
            ("20250502T1200", "2025-05-02"),
            ("Fri, 02 May 2025 10:00:00 GMT", "2025-05-02"),
            ("Published on May 2nd, 2025", "2025-05-02"),
            ("9:40 a.m. ET, Sept. 14, 2025", "2025-09-14"),
            ("2 de mayo de 2025", "2025-05-02"),
            ("2. März 2025", "2025-03-02"),
            ("2 мая 2025 г.", "2025-05-02"),
            ("2025년 5월 2일", "2025-05-02"),
            ("2025.5.2", "2025-05-02"),
            ("02.05.2025", "2025-05-02"),
            ("25/12/2024", "2024-12-25"),
            ("12/25/2024", "2024-12-25"),
            ("05/02/2025", ""),
            ("1746144000", "2025-05-02"),
            ("1746144000000", "2025-05-02"),
            ("2025-02-30", ""),
            ("Opublikowano 2 maja 2025", "2025-05-02"),
            ("2 Mayıs 2025", "2025-05-02"),
            ("2 lis 2025", ""),
            ("May 2025", ""),
            ("Mayor 2, 2025", ""),
            ("", ""),
        ] {
            check(day, words, expected);
        }
    }

    #[test]
    fn a_line_that_says_more_than_a_date_is_no_dateline() {
        check(dateline, "Published: Friday, May 2, 2025 at 9:40 a.m. EDT", "2025-05-02");
        check(dateline, "2 May 2025", "2025-05-02");
        check(dateline, "publiziert am 2. Mai 2025", "2025-05-02");
        check(dateline, "기사입력 :[ 2025-05-02 15:24 ]", "2025-05-02");
        check(dateline, "Freitag, 2. Mai 2025", "2025-05-02");
        check(dateline, "The talks begin on May 2, 2025", "");
        check(dateline, "Friday", "");
    }

    #[test]
    fn figures_count_in_the_order_of_the_page() {
        for (words, order, expected) in [
            ("05/02/2025", Some(Order::Month), "2025-05-02"),
            ("05/02/2025", Some(Order::Day), "2025-02-05"),
            ("05/02/2025", None, ""),
            ("25/12/2024", Some(Order::Month), "2024-12-25"),
            ("1/2 of 2025", Some(Order::Day), ""),
            ("1 2 2025", Some(Order::Day), ""),
            ("10:15, 05/02/2025", Some(Order::Month), "2025-05-02"),
            // The first of several counts, even where it is not sure which day it is.
            ("05/02/2025, 25/12/2025", Some(Order::Day), "2025-02-05"),
            ("05/02/2025, changed on 3 May 2025", None, ""),
            ("3 May 2025, 05/02/2025", None, "2025-05-03"),
        ] {
            let found = day_in_order(words, order).map(|day| day.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn an_address_names_its_day_in_full_or_not_at_all() {
        check(day_in_address, "https://example.org/2025/05/02/harbor", "2025-05-02");
        check(
            day_in_address,
            "https://example.org/news/2025-05-02-harbor?x=1999-01-01",
            "2025-05-02",
        );
        check(day_in_address, "https://example.org/2025/05/harbor-7", "");
        check(day_in_address, "https://example.org/article/20250502", "");
    }
}
