//! Events that are better taken a frame later, so that nothing that is typed is lost or misread.

use eframe::egui::{Event, Key, Modifiers};

/// Takes Escape, and what came after it, out of the events of a frame in which words were typed before
/// it: Escape takes the keys from a field before the field has read its words, and they would be lost.
pub(super) fn after_typing(events: &mut Vec<Event>) -> Vec<Event> {
    let is_escape =
        |event: &Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
    let is_typed =
        |event: &Event| matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_));
    match events.iter().position(is_escape) {
        Some(at) if events.iter().take(at).any(is_typed) => events.split_off(at),
        _ => Vec::new(),
    }
}

/// Takes what comes after the first key that calls a command out of the events of a frame, where
/// something is typed after it: on a busy machine both come in one frame, in which the field that the
/// command opens is not there yet, and the words would be lost, or taken for commands themselves.
pub(super) fn after_command(
    events: &mut Vec<Event>,
    calls: impl Fn(Key, Modifiers) -> bool,
) -> Vec<Event> {
    let called = |event: &Event| match *event {
        Event::Key { key, pressed: true, repeat: false, modifiers, .. } => {
            calls(key, modifiers).then_some(key)
        }
        _ => None,
    };
    let found = events.iter().enumerate().find_map(|(at, event)| Some((at, called(event)?)));
    let Some((at, key)) = found else { return Vec::new() };
    // The letter that the key itself types stays with it.
    let is_own = |event: &Event| match event {
        Event::Text(words) => words.eq_ignore_ascii_case(key.symbol_or_name()),
        _ => false,
    };
    let end = at + 1 + usize::from(events.get(at + 1).is_some_and(is_own));
    let is_typed = |event: &Event| {
        matches!(event, Event::Text(_) | Event::Paste(_) | Event::Key { pressed: true, .. })
    };
    if events.iter().skip(end).any(is_typed) { events.split_off(end) } else { Vec::new() }
}

/// Takes the keys that come after the end of a click out of the events of a frame: commands are called
/// before the window is drawn, and only then is it known what was clicked, which they are meant for.
pub(super) fn after_click(events: &mut Vec<Event>) -> Vec<Event> {
    let is_click = |event: &Event| matches!(event, Event::PointerButton { pressed: false, .. });
    let is_typed = |event: &Event| {
        matches!(event, Event::Text(_) | Event::Paste(_) | Event::Key { pressed: true, .. })
    };
    let clicked = events.iter().position(is_click).unwrap_or(events.len());
    match events.iter().skip(clicked).position(is_typed) {
        Some(at) => events.split_off(clicked + at),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{PointerButton, Pos2};

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    #[test]
    fn keys_that_come_in_the_frame_of_a_click_come_after_it() {
        let button = |pressed| Event::PointerButton {
            pos: Pos2::ZERO,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let typed = || Event::Text("d".to_owned());
        for (events, n_now) in [
            (vec![button(true), button(false), key(Key::D), typed()], 2),
            (vec![button(false), Event::PointerGone, key(Key::D), button(true)], 2),
            (vec![key(Key::D), typed(), button(true), button(false)], 4),
            // A press alone clicks nothing yet.
            (vec![button(true), key(Key::D), typed()], 3),
        ] {
            let (mut now, all) = (events.clone(), events);
            let late = after_click(&mut now);
            assert_eq!(now.len(), n_now, "{all:?}");
            assert_eq!([now, late].concat(), all, "none is dropped, and none goes before another");
        }
    }

    #[test]
    fn what_is_typed_in_the_frame_of_a_command_comes_after_it() {
        let typed = |words: &str| Event::Text(words.to_owned());
        let calls = |key: Key, _: Modifiers| matches!(key, Key::N | Key::J);
        for (events, n_now) in [
            // The note's key and its own letter, then the note.
            (vec![key(Key::N), typed("n"), key(Key::H), typed("h")], 2),
            (vec![key(Key::N), key(Key::H)], 1),
            // One command at a time; a key that calls none holds nothing up.
            (vec![key(Key::J), key(Key::J), key(Key::J)], 1),
            (vec![key(Key::H), typed("h"), key(Key::A), typed("a")], 4),
            (vec![key(Key::N), typed("n")], 2),
        ] {
            let (mut now, all) = (events.clone(), events);
            let late = after_command(&mut now, calls);
            assert_eq!(now.len(), n_now, "{all:?}");
            assert_eq!([now, late].concat(), all, "none is dropped, and none goes before another");
        }
    }

    #[test]
    fn words_typed_in_the_frame_of_an_escape_are_read_first() {
        let typed = || Event::Text("meant".to_owned());
        for (events, n_now) in [
            (vec![typed(), key(Key::Escape)], 1),
            (vec![key(Key::A), typed(), key(Key::Escape), typed()], 2),
            (vec![key(Key::Escape), typed()], 2),
            (vec![key(Key::J), key(Key::Escape)], 2),
            (vec![typed()], 1),
        ] {
            let (mut now, all) = (events.clone(), events);
            let late = after_typing(&mut now);
            assert_eq!(now.len(), n_now, "{all:?}");
            assert_eq!([now, late].concat(), all, "none is dropped, and none goes before another");
        }
    }
}
