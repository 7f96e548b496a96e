//! Posts of social networks (APA 7, section 10.15): what people say there and show, and what they are called.
//!
//! BibLaTeX has no sort for them, so they are web pages that say in `type` or `howpublished` what they are, or whose author has
//! a name on a network: in `nameaddon`, or in brackets behind the other name, as Zotero writes it.

use super::entry::Fields;
use crate::model::Names;

/// Whether words name a sort of post: `Tweet`, `Facebook post`, `Status update`.
pub fn is_sort(words: &str) -> bool {
    const SORTS: [&str; 8] = [
        "tweet",
        "retweet",
        "toot",
        "skeet",
        "x post",
        "post on x",
        "status update",
        "forum post",
    ];
    const NETWORKS: [&str; 10] = [
        "bluesky",
        "facebook",
        "forum",
        "instagram",
        "linkedin",
        "mastodon",
        "social media",
        "threads",
        "tiktok",
        "twitter",
    ];
    let lower = words.to_lowercase();
    let of_network = ["post", "photograph", "photographs", "video", "status"]
        .iter()
        .filter_map(|sort| lower.strip_suffix(sort))
        .any(|network| NETWORKS.iter().any(|name| network.trim_end().ends_with(name)));
    of_network
        || SORTS
            .iter()
            .any(|sort| lower == *sort || lower.ends_with(&format!(" {sort}")))
}

/// Whether a site is nothing but a network.
fn is_network(site: &str) -> bool {
    const SITES: [&str; 11] = [
        "bluesky",
        "facebook",
        "instagram",
        "linkedin",
        "mastodon",
        "reddit",
        "threads",
        "tiktok",
        "tumblr",
        "twitter",
        "x",
    ];
    SITES.contains(&site.to_lowercase().as_str())
}

/// The sort of post that an entry says it is.
pub fn sort(fields: &Fields) -> Option<String> {
    let written = fields.text(&["type"]);
    written.or_else(|| fields.text(&["howpublished"]).filter(|words| is_sort(words)))
}

/// Whether an entry of no other sort is a post.
pub fn is_post(fields: &Fields) -> bool {
    let is_on_network = || {
        let site = fields.text(&["organization", "publisher", "titleaddon", "howpublished"]);
        site.is_some_and(|site| is_network(&site))
    };
    let has_handle = || fields.text(&["nameaddon"]).is_some_and(|name| name.starts_with('@'));
    let author = || fields.text(&["author"]).unwrap_or_default();
    sort(fields).is_some_and(|sort| is_sort(&sort)) || is_on_network() || has_handle() || split(&author()).is_some()
}

/// What the only author is called on a network, taken out of the name.
pub fn take_handle(fields: &Fields, authors: &mut Names) -> Option<String> {
    let [author] = authors.list.as_mut_slice() else {
        return None;
    };
    for part in [&mut author.given, &mut author.family] {
        if let Some((name, handle)) = split(part) {
            let (name, handle) = (name.to_owned(), handle.to_owned());
            *part = name;
            return Some(handle);
        }
    }
    let addon = fields.text(&["nameaddon"])?;
    Some(addon.trim_start_matches('[').trim_end_matches(']').to_owned())
}

/// `Bill Gates [@BillGates]` in its two names.
fn split(name: &str) -> Option<(&str, &str)> {
    let (before, handle) = name.strip_suffix(']')?.rsplit_once('[')?;
    let name = before.trim_end();
    (handle.starts_with('@') && !name.is_empty()).then_some((name, handle))
}

#[cfg(test)]
mod tests {
    use super::{is_sort, split};

    #[test]
    fn sorts_of_posts() {
        for sort in [
            "Tweet",
            "Status update",
            "Facebook status update",
            "Instagram photograph",
            "Online forum post",
            "X post",
            "LinkedIn post",
        ] {
            assert!(is_sort(sort), "{sort}");
        }
        for other in ["Blog post", "Photograph", "Video", "Post", "Poster", "Web page", ""] {
            assert!(!is_sort(other), "{other}");
        }
    }

    #[test]
    fn two_names_of_one_person() {
        assert_eq!(split("Bill Gates [@BillGates]"), Some(("Bill Gates", "@BillGates")));
        for name in ["Bill Gates", "[@BillGates]", "Gates [Bill]", "@BillGates", "]"] {
            assert_eq!(split(name), None, "{name}");
        }
    }
}
