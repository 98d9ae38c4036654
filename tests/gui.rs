//! The window, driven as a person drives it: by role and name, with pointer and keys.

#![cfg(feature = "gui")]

#[path = "gui/address.rs"]
mod address;
#[path = "gui/app.rs"]
mod app;
#[path = "gui/arrivals.rs"]
mod arrivals;
#[path = "gui/compare.rs"]
mod compare;
#[path = "gui/endurance.rs"]
mod endurance;
#[path = "gui/export.rs"]
mod export;
#[path = "gui/forms.rs"]
mod forms;
#[path = "gui/keys.rs"]
mod keys;
#[path = "gui/monkey.rs"]
mod monkey;
#[path = "gui/palette.rs"]
mod palette;
#[path = "gui/panels.rs"]
mod panels;
#[path = "gui/pictures.rs"]
mod pictures;
#[path = "gui/reader.rs"]
mod reader;
#[path = "gui/review.rs"]
mod review;
#[path = "gui/settings.rs"]
mod settings;
#[path = "gui/tricks.rs"]
mod tricks;
#[path = "gui/window.rs"]
mod window;
