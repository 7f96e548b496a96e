//! One thing an address.

use crate::model::Address;
use crate::source::{Code, Diagnostic, Diagnostics, Place};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Who has which address. Addresses that differ in upper and lower case alone are one file on many disks.
#[derive(Debug, Default)]
pub struct Addresses(HashMap<String, Place>);

impl Addresses {
    /// Takes an address. When it is taken already, says so, naming both.
    pub fn take(&mut self, address: &Address, place: Place, diagnostics: &mut Diagnostics) {
        match self.0.entry(address.key()) {
            Entry::Vacant(free) => {
                free.insert(place);
            }
            Entry::Occupied(taken) => diagnostics.push(
                Diagnostic::new(
                    Code::AddressTaken,
                    place,
                    format!("This wants the address “{address}”, which something else has already."),
                )
                .fix("give it another name")
                .related(taken.get().clone(), "this has it"),
            ),
        }
    }

    /// Folders and files that lie in each other's way: `a.html` as a page and as a folder.
    pub fn report_files_as_folders(&self, diagnostics: &mut Diagnostics) {
        let mut problems: Vec<(&String, &Place, &Place)> = self
            .0
            .iter()
            .flat_map(|(key, place)| {
                key.match_indices('/')
                    .filter_map(move |(at, _)| Some((key, place, self.0.get(&key[..at])?)))
            })
            .collect();
        problems.sort_unstable_by_key(|(key, ..)| *key);
        for (key, place, file) in problems {
            diagnostics.push(
                Diagnostic::new(
                    Code::AddressTaken,
                    place.clone(),
                    format!("This wants the address “{key}”, in a folder that has the name of a file."),
                )
                .fix("rename one of the two")
                .related(file.clone(), "this is the file"),
            );
        }
    }
}
