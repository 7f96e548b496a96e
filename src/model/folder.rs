//! The folders that things lie in, as ids: `guides/getting-started` of `guides/02-getting-started/01-why.md`.

use super::{slug, split_number};

/// The id of the folder that a path below `content/` lies in; none of what lies directly in it.
#[must_use]
pub fn folder_of(path: &str) -> Option<String> {
    let (folders, _) = path.rsplit_once('/')?;
    let mut parts = folders.split('/');
    let room = parts.next().unwrap_or_default();
    let is_numbered = matches!(room, "guides" | "answers");
    let mut id = slug(room).unwrap_or_else(|| room.to_owned());
    for (depth, folder) in parts.enumerate() {
        let folder = if is_numbered && depth == 0 {
            split_number(folder).1
        } else {
            folder
        };
        id.push('/');
        id.push_str(slug(folder).as_deref().unwrap_or(folder));
    }
    Some(id)
}

/// The folders that the thing of an id lies in, from the outermost.
pub fn folders_around(id: &str) -> impl Iterator<Item = &str> {
    id.match_indices('/').map(|(at, _)| &id[..at])
}

/// The folder whose index the thing of an id is.
#[must_use]
pub fn folder_of_index(id: &str) -> Option<&str> {
    id.strip_suffix("/index")
}

#[cfg(test)]
mod tests {
    use super::{folder_of, folder_of_index, folders_around};

    #[test]
    fn a_folder_has_no_number_in_its_id() {
        for (path, folder) in [
            ("guides/02-getting-started/01-why.md", Some("guides/getting-started")),
            ("answers/2-Getting started/why.toml", Some("answers/getting-started")),
            ("guides/index.md", Some("guides")),
            ("Our staff/2026 plans/a.md", Some("our-staff/2026-plans")),
            ("index.md", None),
        ] {
            assert_eq!(folder_of(path).as_deref(), folder, "{path}");
        }
    }

    #[test]
    fn folders_lie_around_each_other() {
        let around: Vec<&str> = folders_around("guides/start/why").collect();
        assert_eq!(around, ["guides", "guides/start"]);
        assert_eq!(folders_around("index").count(), 0);
        assert_eq!(folder_of_index("guides/start/index"), Some("guides/start"));
        assert_eq!(folder_of_index("index"), None);
    }
}
