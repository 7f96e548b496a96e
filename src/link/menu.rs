//! The menu.

use super::paths::Found;
use super::prose::{Linker, Missing};
use super::site::MenuLink;
use crate::model::join;
use crate::source::Code;

/// Binds the entries of the menu; one that leads to no page is reported.
pub fn link_menu<'e>(linker: &mut Linker<'_, 'e>) -> Vec<MenuLink<'e>> {
    let edition = linker.edition;
    let mut menu = Vec::new();
    for entry in edition.menu() {
        let path = join("index.md", &entry.page).unwrap_or_default();
        match linker.paths.find(edition, &path) {
            Some(Found::Page { address, .. }) => menu.push(MenuLink {
                title: &entry.title,
                span: entry.span,
                address: address.into_owned(),
            }),
            Some(Found::Unreadable) => {}
            Some(Found::Asset(_)) | None => linker.missing.push(Missing {
                span: entry.span,
                base: "playbook.toml",
                path,
                message: format!("The menu leads to “{}”, and there is no such page.", entry.page),
                otherwise: "write the path of a page below content/, as in guides/index.md".into(),
                is_certain: false,
                code: Code::MenuPageMissing,
            }),
        }
    }
    menu
}
