//! Which keys call which command: those it comes with, and those the user gave it instead.

use std::sync::Arc;

use eframe::egui::{Context, Event, Id, Key, Modifiers};

use crate::workbench::{Command, Settings};

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

/// The keys that a command comes with; the first is the one that is shown.
pub(crate) const fn usual_keys(named: Command) -> &'static [Shortcut] {
    match named {
        Command::OpenArticle => const { &[command(Key::O)] },
        Command::OpenAddress => const { &[command_shift(Key::L)] },
        Command::PasteText => const { &[command(Key::V)] },
        Command::Save => const { &[command(Key::S)] },
        Command::SaveAs => const { &[command_shift(Key::S)] },
        Command::ImportAnnotations => const { &[] },
        Command::ImportSources => const { &[] },
        Command::Export => const { &[command(Key::E)] },
        Command::CloseProject => const { &[command(Key::W)] },
        Command::Quit => const { &[command(Key::Q)] },
        Command::Undo => const { &[command(Key::Z)] },
        Command::Redo => const { &[command_shift(Key::Z), command(Key::Y)] },
        Command::NextClaim => const { &[plain(Key::J), plain(Key::ArrowDown)] },
        Command::PreviousClaim => const { &[plain(Key::K), plain(Key::ArrowUp)] },
        Command::NextOpen => const { &[plain(Key::O)] },
        Command::PreviousOpen => const { &[shift(Key::O)] },
        Command::NextDisputed => const { &[shift(Key::D)] },
        Command::NextQuery => const { &[shift(Key::Q)] },
        Command::NextParagraph => const { &[plain(Key::CloseBracket)] },
        Command::PreviousParagraph => const { &[plain(Key::OpenBracket)] },
        Command::CenterClaim => const { &[plain(Key::Z)] },
        Command::Verified => const { &[plain(Key::V)] },
        Command::Disputed => const { &[plain(Key::D)] },
        Command::Query => const { &[plain(Key::Q)] },
        Command::SetAside => const { &[plain(Key::X)] },
        Command::Reopen => const { &[plain(Key::U)] },
        Command::RepeatVerdict => const { &[plain(Key::Space)] },
        Command::Note => const { &[plain(Key::N)] },
        Command::AddSource => const { &[plain(Key::S)] },
        Command::Compare => const { &[plain(Key::E)] },
        Command::NextPlace => const { &[plain(Key::Period)] },
        Command::PreviousPlace => const { &[plain(Key::Comma)] },
        Command::KeepPassage => const { &[shift(Key::E)] },
        Command::Propose => const { &[plain(Key::P)] },
        Command::AskWriter => const { &[plain(Key::W)] },
        Command::TickRead => const { &[plain(Key::R)] },
        Command::NextUnread => const { &[shift(Key::R)] },
        Command::ShadeLeft => const { &[plain(Key::C)] },
        Command::Mark => const { &[plain(Key::M)] },
        Command::RemoveClaim => const { &[plain(Key::Delete)] },
        Command::Palette => const { &[command(Key::K)] },
        Command::FindInText => const { &[command(Key::F)] },
        Command::FindNext => const { &[plain(Key::F3)] },
        Command::FindPrevious => const { &[shift(Key::F3)] },
        Command::FilterClaims => const { &[plain(Key::Slash)] },
        Command::ShowFigures => const { &[plain(Key::Num1)] },
        Command::ShowDates => const { &[plain(Key::Num2)] },
        Command::ShowAttributions => const { &[plain(Key::Num3)] },
        Command::ShowNames => const { &[plain(Key::Num4)] },
        Command::ShowComparisons => const { &[plain(Key::Num5)] },
        Command::ShowAll => const { &[plain(Key::Num0)] },
        Command::ShowOpen => const { &[command_shift(Key::O)] },
        Command::ShowDisputed => const { &[command_shift(Key::D)] },
        Command::ShowQueries => const { &[command_shift(Key::Q)] },
        Command::GoToArticle => const { &[command(Key::Num1)] },
        Command::GoToClaims => const { &[command(Key::Num2)] },
        Command::GoToClaim => const { &[command(Key::Num3)] },
        Command::NextPanel => const { &[plain(Key::F6)] },
        Command::PreviousPanel => const { &[shift(Key::F6)] },
        Command::ShowArticles => const { &[command(Key::B)] },
        Command::LargerText => const { &[command(Key::Plus), command(Key::Equals)] },
        Command::SmallerText => const { &[command(Key::Minus)] },
        Command::UsualText => const { &[command(Key::Num0)] },
        Command::SwitchTheme => const { &[command(Key::L)] },
        Command::HideMarks => const { &[plain(Key::H)] },
        Command::ArticleDetails => const { &[plain(Key::F2)] },
        Command::Settings => const { &[command(Key::Comma)] },
        Command::KeyCard => const { &[plain(Key::Questionmark), plain(Key::F1)] },
        Command::AddArticle
        | Command::TrySample
        | Command::FreshEyes
        | Command::Tour
        | Command::AnswerKey
        | Command::Rules
        | Command::ProposePassage
        | Command::ReadAnew
        | Command::EarlierVersions
        | Command::ReadAgain
        | Command::NewVersion
        | Command::ReadOtherwise
        | Command::PlaceClaim
        | Command::About => &[],
    }
}

/// The keys of every command, as they are now.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Keymap {
    keys: Vec<(Command, Vec<Shortcut>)>,
}

impl Keymap {
    /// The keys as the settings have them. Words there that name no key count for nothing.
    pub(crate) fn new(settings: &Settings) -> Self {
        let keys_of = |named: Command| {
            let mut keys = match settings.keys.get(&named.name()) {
                None => usual_keys(named).to_vec(),
                Some(words) => Shortcut::read(words).into_iter().collect(),
            };
            if !settings.has_letter_keys {
                keys.retain(|shortcut| !shortcut.types());
            }
            keys
        };
        Self { keys: Command::ALL.into_iter().map(|named| (named, keys_of(named))).collect() }
    }

    /// The keys of a command.
    pub(crate) fn keys(&self, named: Command) -> &[Shortcut] {
        let held = self.keys.iter().find(|(command, _)| *command == named);
        held.map_or(&[], |(_, keys)| keys)
    }

    /// The other commands that the first key of `named` calls as well.
    pub(crate) fn conflicts(&self, named: Command) -> Vec<Command> {
        let Some(&first) = self.keys(named).first() else { return Vec::new() };
        let others =
            self.keys.iter().filter(|(other, keys)| *other != named && keys.contains(&first));
        others.map(|&(other, _)| other).collect()
    }

    fn called_by(&self, key: Key, modifiers: Modifiers) -> Option<Command> {
        let is_pressed = |keys: &[Shortcut]| keys.iter().any(|s| s.is_pressed(key, modifiers));
        self.keys.iter().find(|(_, keys)| is_pressed(keys)).map(|&(named, _)| named)
    }
}

fn keymap_id() -> Id {
    Id::unique("the keys of every command")
}

/// Lets everything that shows keys know them.
pub(crate) fn install(ctx: &Context, keymap: Arc<Keymap>) {
    ctx.data_mut(|data| data.insert_temp(keymap_id(), keymap));
}

/// The keys that are installed.
pub(crate) fn installed(ctx: &Context) -> Option<Arc<Keymap>> {
    ctx.data(|data| data.get_temp(keymap_id()))
}

/// Whether a key calls a command.
pub(crate) fn calls(ctx: &Context, key: Key, modifiers: Modifiers) -> bool {
    installed(ctx).is_some_and(|keymap| keymap.called_by(key, modifiers).is_some())
}

/// The key of a command as it is shown; nothing where it has none.
pub(crate) fn key_words(ctx: &Context, named: Command) -> Option<String> {
    Some(installed(ctx)?.keys(named).first()?.words())
}

/// What is to be pressed for a command, one word for each key; none where it has none.
pub(crate) fn caps(ctx: &Context, named: Command) -> Vec<&'static str> {
    let keymap = installed(ctx);
    let first = keymap.as_ref().and_then(|keymap| keymap.keys(named).first());
    first.map(|shortcut| shortcut.caps()).unwrap_or_default()
}

/// The commands whose keys were pressed, with the keys. Keys that type something are inert while a
/// field has the focus; so are undo and redo, which are the field's own then.
pub(crate) fn pressed(ctx: &Context, is_typing: bool) -> Vec<(Command, Key)> {
    let mut commands = Vec::new();
    let Some(keymap) = installed(ctx) else { return commands };
    // Arrows move the focus between widgets when one has it, and the space bar presses it.
    let has_focus = ctx.memory(|memory| memory.focused().is_some_and(|id| !is_list(id)));
    ctx.input(|input| {
        for event in &input.events {
            let &Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { continue };
            let Some(named) = keymap.called_by(key, modifiers) else { continue };
            let is_arrow = matches!(key, Key::ArrowDown | Key::ArrowUp);
            let types = !modifiers.command && !is_function_key(key);
            let is_inert = match named {
                // The text itself comes as an event of its own.
                Command::PasteText => true,
                Command::Undo | Command::Redo => is_typing,
                Command::NextClaim | Command::PreviousClaim => is_typing || (is_arrow && has_focus),
                Command::FindNext
                | Command::FindPrevious
                | Command::NextParagraph
                | Command::PreviousParagraph
                | Command::LargerText
                | Command::SmallerText => types && is_typing,
                // A key held down would settle claim after claim.
                _ if matches!(key, Key::Space | Key::Enter) && has_focus => true,
                _ => repeat || (types && is_typing),
            };
            if !is_inert {
                commands.push((named, key));
            }
        }
    });
    commands
}

/// The key that was pressed, to be given to a command.
pub(crate) fn captured(ctx: &Context) -> Option<Shortcut> {
    ctx.input(|input| {
        input.events.iter().find_map(|event| match event {
            &Event::Key { key, pressed: true, repeat: false, modifiers, .. } => {
                Some(Shortcut::new(key, modifiers))
            }
            _ => None,
        })
    })
}

/// Whether a widget is the claims list or the article, in which arrows go from claim to claim.
fn is_list(id: Id) -> bool {
    id == super::panels::claims::list_id() || id == super::panels::reader::reader_id()
}

fn is_function_key(key: Key) -> bool {
    let name = key.name();
    name.len() > 1 && name.strip_prefix('F').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether different keyboards type a key with shift or without.
fn is_sign(key: Key) -> bool {
    matches!(
        key,
        Key::Slash
            | Key::Questionmark
            | Key::Plus
            | Key::Equals
            | Key::Minus
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::Num0
            | Key::Num1
            | Key::Num2
            | Key::Num3
            | Key::Num4
            | Key::Num5
    )
}

impl Shortcut {
    fn new(key: Key, modifiers: Modifiers) -> Self {
        let hold = match (modifiers.command, modifiers.shift && !is_sign(key)) {
            (false, false) => Hold::Nothing,
            (false, true) => Hold::Shift,
            (true, false) => Hold::Command,
            (true, true) => Hold::CommandShift,
        };
        Self { key, hold }
    }

    /// The key as the settings name it, such as `Ctrl+Shift+D`; Ctrl stands for ⌘ on a Mac.
    pub(crate) fn read(words: &str) -> Option<Self> {
        let (mut command, mut shift) = (false, false);
        let mut rest = words;
        while let Some((held, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty())
        {
            match held {
                "Ctrl" => command = true,
                "Shift" => shift = true,
                _ => return None,
            }
            rest = after;
        }
        let modifiers = Modifiers { command, shift, ..Modifiers::NONE };
        Key::from_name(rest).map(|key| Self::new(key, modifiers))
    }

    /// As [`Self::read`] reads it.
    pub(crate) fn written(self) -> String {
        let held = match self.hold {
            Hold::Nothing => "",
            Hold::Shift => "Shift+",
            Hold::Command => "Ctrl+",
            Hold::CommandShift => "Ctrl+Shift+",
        };
        format!("{held}{}", self.key.name())
    }

    /// Whether it would type something in a field.
    fn types(self) -> bool {
        let is_typed = self.key.symbol_or_name().chars().count() == 1 || self.key == Key::Space;
        let is_arrow =
            matches!(self.key, Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight);
        is_typed && !is_arrow && matches!(self.hold, Hold::Nothing | Hold::Shift)
    }

    fn is_pressed(self, key: Key, modifiers: Modifiers) -> bool {
        // With Alt, keyboards type signs that are no commands.
        !modifiers.alt && self == Self::new(key, modifiers)
    }

    /// What is to be pressed, one word for each key.
    pub(crate) fn caps(self) -> Vec<&'static str> {
        let (ctrl, shift) =
            if cfg!(target_os = "macos") { ("⌘", "⇧") } else { ("Ctrl", "Shift") };
        let key = match self.key {
            Key::Slash => "/",
            Key::Questionmark => "?",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            Key::Plus => "+",
            Key::Minus => "−",
            Key::Comma => ",",
            Key::Period => ".",
            Key::ArrowDown => "↓",
            Key::ArrowUp => "↑",
            key => key.name(),
        };
        match self.hold {
            Hold::Nothing => vec![key],
            Hold::Shift => vec![shift, key],
            Hold::Command => vec![ctrl, key],
            Hold::CommandShift => vec![ctrl, shift, key],
        }
    }

    /// The key in one line.
    pub(crate) fn words(self) -> String {
        self.caps().join(if cfg!(target_os = "macos") { "" } else { " " })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_calls_two_commands() {
        let keymap = Keymap::new(&Settings::default());
        for named in Command::ALL {
            assert_eq!(keymap.conflicts(named), [], "{named:?}");
        }
    }

    #[test]
    fn a_key_that_was_given_away_is_a_conflict() {
        let mut settings = Settings::default();
        settings.keys.insert(Command::Verified.name(), "D".to_owned());
        let keymap = Keymap::new(&settings);
        assert_eq!(keymap.conflicts(Command::Disputed), [Command::Verified]);
        assert_eq!(keymap.conflicts(Command::Query), []);
    }

    #[test]
    fn letters_can_be_switched_off() {
        let mut settings = Settings::default();
        settings.has_letter_keys = false;
        let keymap = Keymap::new(&settings);
        assert_eq!(keymap.keys(Command::Verified), []);
        assert_eq!(keymap.keys(Command::RepeatVerdict), []);
        assert_eq!(keymap.keys(Command::ShowFigures), []);
        assert_eq!(keymap.keys(Command::NextClaim), [plain(Key::ArrowDown)]);
        assert_eq!(keymap.keys(Command::Save), [command(Key::S)]);
        assert_eq!(keymap.keys(Command::NextPanel), [plain(Key::F6)]);
    }

    #[test]
    fn shift_tells_keys_apart() {
        let modifiers = Modifiers::COMMAND | Modifiers::SHIFT;
        assert!(command_shift(Key::S).is_pressed(Key::S, modifiers));
        assert!(!command(Key::S).is_pressed(Key::S, modifiers));
        assert!(!plain(Key::S).is_pressed(Key::S, Modifiers::COMMAND));
        assert!(plain(Key::Slash).is_pressed(Key::Slash, Modifiers::SHIFT));
    }

    #[test]
    fn keys_are_written_as_they_are_read() {
        for named in Command::ALL {
            for &shortcut in usual_keys(named) {
                assert_eq!(Shortcut::read(&shortcut.written()), Some(shortcut), "{named:?}");
            }
        }
        for words in ["", "Ctrl+", "Alt+D", "Blue"] {
            assert_eq!(Shortcut::read(words), None, "{words}");
        }
    }
}
