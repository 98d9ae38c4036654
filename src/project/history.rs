//! Undo, redo, and where on that road the project was saved.

use super::{Edit, EditError, Project};

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
        self.undo.push(Step { edit: inverse, name, leads_to: self.now });
        self.newest = StateId(self.newest.0 + 1);
        self.now = self.newest;
        Ok(())
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
        let Some(Step { edit, name, leads_to }) = from.pop() else { return Ok(false) };
        let inverse = project.apply(edit)?;
        to.push(Step { edit: inverse, name, leads_to: *now });
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
    pub const fn mark_saved(&mut self, state: StateId) {
        self.saved = Some(state);
    }

    /// Whether the project is as it is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.now)
    }
}
