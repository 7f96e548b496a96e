//! Where an output may be.

use super::marker::{self, Marker};
use super::{Failure, io_failure};
use crate::edition::Readers;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Display, Path, PathBuf};
use walkdir::WalkDir;

/// Why a folder is refused as the output. Nothing was touched.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is, or holds, a place that must never be replaced.
    Precious {
        out: PathBuf,
        what: &'static str,
    },
    /// It is inside of what the playbook is read from.
    InsideOfContent {
        out: PathBuf,
        folder: &'static str,
    },
    /// It is the folder that is put on the web, or lies in it, and these readers' edition is not for everyone.
    Public {
        out: PathBuf,
        readers: Readers,
    },
    /// It lies in a folder that a build made.
    InsideOfOutput {
        out: PathBuf,
        output: PathBuf,
    },
    SymbolicLink(PathBuf),
    NoFolder(PathBuf),
    /// Something is there that is no archive of ours.
    ForeignArchive(PathBuf),
    /// It holds something, and no build made it.
    Foreign(PathBuf),
    /// A build made it, and it holds a file that none wrote.
    ForeignFile {
        out: PathBuf,
        file: PathBuf,
    },
    /// It holds another edition.
    OtherEdition {
        out: PathBuf,
        holds: String,
        wanted: &'static str,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Precious { out, what } => {
                write!(
                    f,
                    "{} is not replaced, since it is or holds {what}; choose a folder of its own with --out",
                    named(out)
                )
            }
            Self::InsideOfContent { out, folder } => write!(
                f,
                "{} lies in {folder}/, which the playbook is read from; choose another folder with --out",
                named(out)
            ),
            Self::Public { out, readers } => write!(
                f,
                "{} is {folder}/ or lies in it, and whoever puts {folder}/ on the web would publish {} too; leave --out away, or choose \
                 a folder outside of {folder}/",
                named(out),
                match readers {
                    Readers::Team => "what is the team's own",
                    Readers::Public | Readers::PublicWithDrafts => "drafts",
                },
                folder = Readers::Public.folder(),
            ),
            Self::InsideOfOutput { out, output } => write!(
                f,
                "{} lies in {}, which playbook made and replaces as a whole; choose a folder outside of it with --out",
                named(out),
                named(output)
            ),
            Self::SymbolicLink(out) => write!(
                f,
                "{} is a symbolic link, and what it leads to is not replaced; name the folder itself with --out",
                named(out)
            ),
            Self::NoFolder(out) => write!(
                f,
                "{} is a file, not a folder; choose another place with --out",
                named(out)
            ),
            Self::ForeignArchive(out) => write!(
                f,
                "{} is there already and was not made by playbook, so it is left as it is; choose another name with --out",
                named(out)
            ),
            Self::Foreign(out) => write!(
                f,
                "{} holds files and was not made by playbook, so it is left as it is; empty it, or choose another folder with --out",
                named(out)
            ),
            Self::ForeignFile { out, file } => write!(
                f,
                "{} holds a file that no build wrote: {}; move it to static/, which is copied into every build",
                named(out),
                file.display()
            ),
            Self::OtherEdition { out, holds, wanted } => write!(
                f,
                "{} holds the {holds} edition, and this is the {wanted} edition; choose another folder with --out, or delete it first",
                named(out)
            ),
        }
    }
}

/// A whole path as people write it: Windows has another form for programs, `\\?\C:\…`.
pub fn named(path: &Path) -> Display<'_> {
    dunce::simplified(path).display()
}

/// Where the output will be.
#[derive(Debug)]
pub struct Place {
    /// The whole path, every link on the way to it resolved.
    pub out: PathBuf,
    pub parent: PathBuf,
    pub name: String,
    /// Whether there is a folder already.
    pub exists: bool,
    /// What the former build said of it.
    pub former: Option<Marker>,
}

/// Checks that `out` may be replaced by the edition of `readers`. Touches nothing.
pub fn check(root: &Path, out: &Path, readers: Readers) -> Result<Place, Failure> {
    let mut place = locate(out)?;
    let root = fs::canonicalize(root).map_err(io_failure(root))?;
    check_place(&place.out, &root, std::env::home_dir().as_deref())?;
    check_readers(&place.out, &root, readers)?;
    check_around(&place.out)?;
    if place.exists {
        place.former = check_inside(&place.out, readers)?;
    }
    Ok(place)
}

/// Checks that a file may be written at `out`, beside the playbook's own files. Touches nothing.
pub fn check_file(root: &Path, out: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(out).map_err(io_failure(out))?;
    let resolved = resolve_missing(&absolute).map_err(io_failure(out))?;
    let root = fs::canonicalize(root).map_err(io_failure(root))?;
    check_place(&resolved, &root, None)?;
    check_around(&resolved)?;
    Ok(resolved)
}

/// The whole path of an output that need not be there yet.
fn locate(out: &Path) -> Result<Place, Failure> {
    let refuse = |what| {
        Failure::Refused(Refusal::Precious {
            out: out.to_owned(),
            what,
        })
    };
    let absolute = std::path::absolute(out).map_err(io_failure(out))?;
    // `public/.` and `public/x/..` name a folder by way of others: what stands there is asked first.
    let absolute = match fs::symlink_metadata(&absolute) {
        Ok(metadata) if metadata.is_symlink() => return Err(Failure::Refused(Refusal::SymbolicLink(out.to_owned()))),
        Ok(metadata) if !metadata.is_dir() => return Err(Failure::Refused(Refusal::NoFolder(out.to_owned()))),
        Ok(_) => fs::canonicalize(&absolute).map_err(io_failure(out))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => resolve_missing(&absolute).map_err(io_failure(out))?,
        Err(error) => return Err(io_failure(out)(error)),
    };
    let name = absolute
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| refuse("the whole disk"))?;
    let parent = absolute.parent().ok_or_else(|| refuse("the whole disk"))?;
    Ok(Place {
        parent: parent.to_owned(),
        name: name.to_owned(),
        exists: absolute.is_dir(),
        former: None,
        out: absolute,
    })
}

/// The nearest folder that is there, its links resolved, and the rest of the path behind it.
fn resolve_missing(absolute: &Path) -> io::Result<PathBuf> {
    let mut rest = Vec::new();
    let mut at = absolute;
    loop {
        match fs::canonicalize(at) {
            Ok(found) => return Ok(rest.iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let name = at.file_name().ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidInput,
                "it leads back out of a folder that is not there",
            )
        })?;
        rest.push(name.to_owned());
        at = at.parent().ok_or(io::ErrorKind::NotFound)?;
    }
}

/// Refuses what must never be replaced: a folder that is, or holds, the playbook, its content or a home folder.
fn check_place(out: &Path, root: &Path, home: Option<&Path>) -> Result<(), Failure> {
    let home = home.map(|home| fs::canonicalize(home).unwrap_or_else(|_| home.to_owned()));
    let precious = [
        (Some(root), "the playbook itself"),
        (home.as_deref(), "your home folder"),
    ];
    for (place, what) in precious {
        if place.is_some_and(|place| place.starts_with(out)) {
            let out = out.to_owned();
            return Err(Failure::Refused(Refusal::Precious { out, what }));
        }
    }
    for folder in ["content", "static", "themes"] {
        let source = root.join(folder);
        let source = fs::canonicalize(&source).unwrap_or(source);
        if out.starts_with(&source) {
            let out = out.to_owned();
            return Err(Failure::Refused(Refusal::InsideOfContent { out, folder }));
        }
        if source.starts_with(out) {
            let (out, what) = (out.to_owned(), "what the playbook is read from");
            return Err(Failure::Refused(Refusal::Precious { out, what }));
        }
    }
    Ok(())
}

/// Refuses the folder that is put on the web, and all that lies in it, for an edition that is not for everyone. It need
/// not be there yet.
fn check_readers(out: &Path, root: &Path, readers: Readers) -> Result<(), Failure> {
    let public = Readers::Public.folder();
    // Some systems take `Public` for the same folder.
    let below = out.strip_prefix(root).ok().and_then(|below| below.iter().next());
    let is_public = below.is_some_and(|name| name.eq_ignore_ascii_case(public));
    // It may be a link itself.
    let is_linked = fs::canonicalize(root.join(public)).is_ok_and(|public| out.starts_with(public));
    if readers != Readers::Public && (is_public || is_linked) {
        let out = out.to_owned();
        return Err(Failure::Refused(Refusal::Public { out, readers }));
    }
    Ok(())
}

/// Refuses what lies in an output: it would be published with it, or be in the way of the next build.
fn check_around(out: &Path) -> Result<(), Failure> {
    for output in out.ancestors().skip(1) {
        if Marker::read(output).map_err(io_failure(output))?.is_some() {
            let (out, output) = (out.to_owned(), output.to_owned());
            return Err(Failure::Refused(Refusal::InsideOfOutput { out, output }));
        }
    }
    Ok(())
}

/// Refuses a folder that holds what no build wrote; gives what the build said that wrote it.
fn check_inside(out: &Path, readers: Readers) -> Result<Option<Marker>, Failure> {
    let is_empty = fs::read_dir(out).map_err(io_failure(out))?.next().is_none();
    if is_empty {
        return Ok(None);
    }
    let Some(marker) = Marker::read(out).map_err(io_failure(out))? else {
        return Err(Failure::Refused(Refusal::Foreign(out.to_owned())));
    };
    if let Some(file) = foreign_file(out, &marker).map_err(io_failure(out))? {
        let out = out.to_owned();
        return Err(Failure::Refused(Refusal::ForeignFile { out, file }));
    }
    // A folder that is published must not come to hold the team's edition, or drafts, by a slip.
    if marker.edition != readers.name() {
        return Err(Failure::Refused(Refusal::OtherEdition {
            out: out.to_owned(),
            holds: marker.edition,
            wanted: readers.name(),
        }));
    }
    Ok(Some(marker))
}

/// The first file or folder in a folder that its marker does not account for.
pub fn foreign_file(folder: &Path, marker: &Marker) -> io::Result<Option<PathBuf>> {
    let folders = marker.folders();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        let is_ours = name.is_some_and(|parts| {
            let name = parts.join("/");
            if entry.file_type().is_dir() {
                folders.contains(name.as_str())
            } else {
                name == marker::NAME || marker.files.contains(&name)
            }
        });
        if !is_ours {
            return Ok(Some(inside.to_owned()));
        }
    }
    Ok(None)
}
