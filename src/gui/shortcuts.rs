//! Which keys call which command.

use eframe::egui::{Context, Event, Key, Modifiers};

use crate::workbench::Command;

/// One key, with what must be held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shortcut {
    key: Key,
    hold: Hold,
}

/// What is held down with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    Nothing,
    Shift,
    Command,
    CommandShift,
}

const fn plain(key: Key) -> Shortcut {
    Shortcut { key, hold: Hold::Nothing }
}

const fn shift(key: Key) -> Shortcut {
    Shortcut { key, hold: Hold::Shift }
}

const fn command(key: Key) -> Shortcut {
    Shortcut { key, hold: Hold::Command }
}

const fn command_shift(key: Key) -> Shortcut {
    Shortcut { key, hold: Hold::CommandShift }
}

/// The keys of a command; the first is the one that is shown.
pub(crate) const fn keys(named: Command) -> &'static [Shortcut] {
    match named {
        Command::OpenArticle => const { &[command(Key::O)] },
        Command::PasteText => const { &[command(Key::V)] },
        Command::Save => const { &[command(Key::S)] },
        Command::SaveAs => const { &[command_shift(Key::S)] },
        Command::CloseProject => const { &[command(Key::W)] },
        Command::Quit => const { &[command(Key::Q)] },
        Command::Undo => const { &[command(Key::Z)] },
        Command::Redo => const { &[command_shift(Key::Z), command(Key::Y)] },
        Command::NextClaim => const { &[plain(Key::J), plain(Key::ArrowDown)] },
        Command::PreviousClaim => const { &[plain(Key::K), plain(Key::ArrowUp)] },
        Command::NextOpen => const { &[plain(Key::O)] },
        Command::PreviousOpen => const { &[shift(Key::O)] },
        Command::Verified => const { &[plain(Key::V)] },
        Command::Disputed => const { &[plain(Key::D)] },
        Command::Query => const { &[plain(Key::Q)] },
        Command::SetAside => const { &[plain(Key::X)] },
        Command::Reopen => const { &[plain(Key::U)] },
        Command::Note => const { &[plain(Key::N)] },
        Command::AddSource => const { &[plain(Key::S)] },
        Command::Mark => const { &[plain(Key::M)] },
        Command::RemoveClaim => const { &[plain(Key::Delete)] },
        Command::FilterClaims => const { &[plain(Key::Slash)] },
        Command::HideMarks => const { &[plain(Key::H)] },
        Command::ArticleDetails => const { &[plain(Key::F2)] },
        Command::Settings => const { &[command(Key::Comma)] },
        Command::TrySample => &[],
    }
}

/// The key of a command as it is shown.
pub(crate) fn key_words(named: Command) -> Option<String> {
    keys(named).first().map(|shortcut| shortcut.words())
}

/// The commands whose keys were pressed, with the keys. Keys that type something are inert while a field has the
/// focus; so are undo and redo, which are the field's own then.
pub(crate) fn pressed(ctx: &Context, is_typing: bool) -> Vec<(Command, Key)> {
    let mut commands = Vec::new();
    // Arrows move the focus between widgets when one has it.
    let has_focus = ctx.memory(|memory| memory.focused().is_some_and(|id| !is_list(id)));
    ctx.input(|input| {
        for event in &input.events {
            let &Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { continue };
            let called = Command::ALL.into_iter().find(|&named| {
                keys(named).iter().any(|shortcut| shortcut.is_pressed(key, modifiers))
            });
            let Some(named) = called else { continue };
            let is_arrow = matches!(key, Key::ArrowDown | Key::ArrowUp);
            let types = !modifiers.command && !matches!(key, Key::F2);
            let is_inert = match named {
                // The text itself comes as an event of its own.
                Command::PasteText => true,
                Command::Undo | Command::Redo => is_typing,
                // A key held down would settle claim after claim.
                Command::NextClaim | Command::PreviousClaim => is_typing || (is_arrow && has_focus),
                _ => repeat || (types && is_typing),
            };
            if !is_inert {
                commands.push((named, key));
            }
        }
    });
    commands
}

/// Whether a widget is the claims list or the article, in which arrows go from claim to claim.
fn is_list(id: eframe::egui::Id) -> bool {
    id == super::panels::claims::list_id() || id == super::panels::reader::reader_id()
}

impl Shortcut {
    fn is_pressed(self, key: Key, modifiers: Modifiers) -> bool {
        // On some keyboards the slash is typed with shift.
        let shift = modifiers.shift && key != Key::Slash;
        let hold = match (modifiers.command, shift) {
            (false, false) => Hold::Nothing,
            (false, true) => Hold::Shift,
            (true, false) => Hold::Command,
            (true, true) => Hold::CommandShift,
        };
        self.key == key && self.hold == hold && !modifiers.alt
    }

    fn words(self) -> String {
        let (ctrl, shift) =
            if cfg!(target_os = "macos") { ("⌘", "⇧") } else { ("Ctrl ", "Shift ") };
        let key = match self.key {
            Key::Slash => "/",
            Key::ArrowDown => "↓",
            Key::ArrowUp => "↑",
            key => key.name(),
        };
        match self.hold {
            Hold::Nothing => key.to_owned(),
            Hold::Shift => format!("{shift}{key}"),
            Hold::Command => format!("{ctrl}{key}"),
            Hold::CommandShift => format!("{ctrl}{shift}{key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_calls_two_commands() {
        let all: Vec<_> = Command::ALL
            .into_iter()
            .flat_map(|named| keys(named).iter().map(move |&shortcut| (shortcut, named)))
            .collect();
        for (n, (shortcut, named)) in all.iter().enumerate() {
            for (other, also) in all.iter().skip(n + 1) {
                assert!(shortcut != other, "{} calls {named:?} and {also:?}", shortcut.words());
            }
        }
    }

    #[test]
    fn shift_tells_keys_apart() {
        let modifiers = Modifiers::COMMAND | Modifiers::SHIFT;
        assert!(command_shift(Key::S).is_pressed(Key::S, modifiers));
        assert!(!command(Key::S).is_pressed(Key::S, modifiers));
        assert!(!plain(Key::S).is_pressed(Key::S, Modifiers::COMMAND));
        assert!(plain(Key::Slash).is_pressed(Key::Slash, Modifiers::SHIFT));
    }
}
