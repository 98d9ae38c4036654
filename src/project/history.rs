//! Undo, redo, and where on that road the project was saved.

use super::{Edit, EditError, Project, Stamp};

/// How many steps can be taken back. More than a day has, and few enough that a window which stays open
/// for weeks does not fill the memory.
const STEPS_MAX: usize = 20_000;

/// What was done to a project, as the edits that undo it.
#[derive(Debug, Clone, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    now: StateId,
    newest: StateId,
    saved: Option<StateId>,
}

/// One state that the project has been in. Undo and redo lead back to the same one; a new edit never
/// does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StateId(u64);

/// An edit, the state to which it leads, and the name of what the user did: to take back "remove
/// claim" adds one.
#[derive(Debug, Clone)]
struct Step {
    edit: Edit,
    name: String,
    leads_to: StateId,
    /// Whether the project was saved since, so that what it put on record stays there.
    is_on_record: bool,
}

impl History {
    /// The history of a project that is just as it is on disk.
    #[must_use]
    pub fn saved() -> Self {
        Self { saved: Some(StateId::default()), ..Self::default() }
    }

    /// Applies a new edit. What was undone before can no longer be redone.
    ///
    /// # Errors
    /// Those of [`Project::apply`].
    pub fn apply(&mut self, project: &mut Project, edit: Edit) -> Result<(), EditError> {
        let name = edit.name().to_owned();
        let inverse = project.apply(edit)?;
        self.redo.clear();
        self.undo.push(Step { edit: inverse, name, leads_to: self.now, is_on_record: false });
        if self.undo.len() > STEPS_MAX {
            // Many at once: each time all others move up.
            self.undo.drain(..STEPS_MAX / 10);
        }
        self.newest = StateId(self.newest.0 + 1);
        self.now = self.newest;
        Ok(())
    }

    /// Has the next undo recorded as a change by `stamp`, if what it takes back was saved: a record
    /// that was once in the file stays in it. What was never saved is taken back with its record.
    pub fn sign_undo(&mut self, stamp: &Stamp) {
        Self::sign(self.undo.last_mut(), &mut self.newest, stamp);
    }

    /// The same for the next redo.
    pub fn sign_redo(&mut self, stamp: &Stamp) {
        Self::sign(self.redo.last_mut(), &mut self.newest, stamp);
    }

    fn sign(step: Option<&mut Step>, newest: &mut StateId, stamp: &Stamp) {
        let Some(step) = step.filter(|step| step.is_on_record) else { return };
        if let Edit::Back { edit, .. } = &mut step.edit {
            let edit = std::mem::replace(edit, Box::new(Edit::nothing()));
            step.edit = Edit::By { stamp: stamp.clone(), edit };
            // With one record more, it is a state that the project has not been in.
            *newest = StateId(newest.0 + 1);
            step.leads_to = *newest;
        }
    }

    /// Takes back the last edit; false where there is none.
    ///
    /// # Errors
    /// Those of [`Project::apply`].
    pub fn undo(&mut self, project: &mut Project) -> Result<bool, EditError> {
        Self::step(&mut self.undo, &mut self.redo, &mut self.now, project)
    }

    /// Does again what was undone last; false where there is nothing.
    ///
    /// # Errors
    /// Those of [`Project::apply`].
    pub fn redo(&mut self, project: &mut Project) -> Result<bool, EditError> {
        Self::step(&mut self.redo, &mut self.undo, &mut self.now, project)
    }

    fn step(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        now: &mut StateId,
        project: &mut Project,
    ) -> Result<bool, EditError> {
        let Some(Step { edit, name, leads_to, .. }) = from.pop() else { return Ok(false) };
        let inverse = project.apply(edit)?;
        to.push(Step { edit: inverse, name, leads_to: *now, is_on_record: false });
        *now = leads_to;
        Ok(true)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.undo.last().map(|step| step.name.as_str())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.redo.last().map(|step| step.name.as_str())
    }

    /// Whether anything was done, or undone.
    #[must_use]
    pub const fn has_edits(&self) -> bool {
        !self.undo.is_empty() || !self.redo.is_empty()
    }

    /// The edit that undo would apply.
    #[must_use]
    pub fn undo_edit(&self) -> Option<&Edit> {
        self.undo.last().map(|step| &step.edit)
    }

    /// The edit that redo would apply.
    #[must_use]
    pub fn redo_edit(&self) -> Option<&Edit> {
        self.redo.last().map(|step| &step.edit)
    }

    /// The state that the project is in.
    #[must_use]
    pub const fn now(&self) -> StateId {
        self.now
    }

    /// The project as it was in `state` is on disk.
    pub fn mark_saved(&mut self, state: StateId) {
        self.saved = Some(state);
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            step.is_on_record = true;
        }
    }

    /// Whether the project is as it is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.now)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::project::Source;

    #[test]
    fn the_oldest_of_very_many_steps_are_given_up() {
        let mut project = Project::default();
        let mut history = History::saved();
        let package = |n: usize| {
            let source = Source { title: n.to_string(), ..Source::default() };
            Arc::new(vec![source])
        };
        let n_edits = STEPS_MAX + 5;
        for n in 1..=n_edits {
            let edit = Edit::SetPackage { sources: package(n) };
            history.apply(&mut project, edit).unwrap();
            assert!(history.undo.len() <= STEPS_MAX);
        }
        let mut n_undone = 0;
        while history.undo(&mut project).unwrap() {
            n_undone += 1;
        }
        assert!(n_undone >= STEPS_MAX - STEPS_MAX / 10);
        // It ends where the oldest step that is kept began, which is not what was saved.
        assert_eq!(project.package, package(n_edits - n_undone));
        assert!(!history.is_saved());
        while history.redo(&mut project).unwrap() {}
        assert_eq!(project.package, package(n_edits));
    }
}
