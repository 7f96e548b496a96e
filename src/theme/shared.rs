//! Parts of a page that many pages have in common: each is made once for every way to the root.
//!
//! `{{ shared("parts/foot.html") }}` and `{{ shared("parts/path.html", series) }}` render a template that is given `root`,
//! `site` and, as `about`, what it is about: nothing of the page, so that the next page can be given the same. What differs
//! between pages is which of the links is the one to themselves, and `|current(root, page)` says that afterwards.

use super::escaped;
use memchr::memmem;
use minijinja::value::{Object, Value, from_args};
use minijinja::{Error, ErrorKind, State, context};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The parts that were made for the pages of one site.
#[derive(Debug, Default)]
pub struct SharedParts {
    made: RwLock<HashMap<Part, Value>>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Part {
    template: String,
    root: String,
    /// Where the page is that the part is about; it says which one of its kind it is.
    about: Option<String>,
}

impl Object for SharedParts {
    fn call(self: &Arc<Self>, state: &mut State, args: &[Value]) -> Result<Value, Error> {
        let (template, about): (&str, Option<Value>) = from_args(args)?;
        let of_page = |name: &str| state.lookup(name).unwrap_or_default();
        let root = of_page("root");
        let href = about.as_ref().map(|about| about.get_attr("href")).transpose()?;
        if href.as_ref().is_some_and(|href| href.as_str().is_none()) {
            let message =
                format!("shared(\"{template}\", …): the second has no “href”, so it does not say which one it is");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
        let part = Part {
            template: template.to_owned(),
            root: root.to_string(),
            about: href.map(|href| href.to_string()),
        };
        let made = self
            .made
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&part)
            .cloned();
        if let Some(html) = made {
            return Ok(html);
        }
        // Two threads may make it at once: they make the same.
        let view = context! { root, site => of_page("site"), about };
        let html = Value::from_safe_string(state.env().get_template(template)?.render(view)?);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        Ok(made.entry(part).or_insert(html).clone())
    }
}

/// The filter `current`: marks the links that lead to the page itself, and those of the menu to the part of the site that it
/// is in, for those who do not see them (`aria-current`, WAI-ARIA 1.2).
///
/// # Errors
/// When it is not given a page.
pub fn current(html: &str, root: &str, page: &Value) -> Result<Value, Error> {
    let own = page.get_attr("href")?;
    let mut here: Vec<(String, &str)> = vec![(link(root, &own), "page")];
    let within = page.get_attr("within")?;
    here.extend(within.try_iter()?.map(|href| (link(root, &href), "true")));
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (href, kind) in &here {
        found.extend(memmem::find_iter(html.as_bytes(), href).map(|at| (at + href.len(), *kind)));
    }
    found.sort_unstable();
    // Where a page is within itself, it is the page.
    found.dedup_by_key(|(end, _)| *end);
    let mut marked = String::with_capacity(html.len() + 32 * found.len());
    let mut written = 0;
    for (end, kind) in found {
        marked.push_str(&html[written..end]);
        marked.extend([" aria-current=\"", kind, "\""]);
        written = end;
    }
    marked.push_str(&html[written..]);
    Ok(Value::from_safe_string(marked))
}

/// An address as it stands in a link of a template.
fn link(root: &str, href: &Value) -> String {
    let mut link = String::from(" href=\"");
    link.push_str(&escaped(root));
    link.push_str(&escaped(href.as_str().unwrap_or_default()));
    link.push('"');
    link
}

#[cfg(test)]
mod tests {
    use super::{SharedParts, current};
    use minijinja::{Environment, Value, context};

    fn marked(html: &str, root: &str) -> String {
        let page = context! { href => "guides/s/a&b.html", within => ["guides/index.html"] };
        current(html, root, &page).expect("it is a page").to_string()
    }

    #[test]
    fn links_to_the_page_and_to_what_it_is_in_are_marked_and_no_others() {
        let html = concat!(
            r#"<a href="../../index.html">Home</a><a class="x" href="../../guides/index.html">Guides</a>"#,
            r#"<a href="../../guides/s/a&amp;b.html">This</a><a href="../../guides/s/a&amp;b.html#part">A part</a>"#,
        );
        let wanted = concat!(
            r#"<a href="../../index.html">Home</a><a class="x" href="../../guides/index.html" aria-current="true">Guides</a>"#,
            r#"<a href="../../guides/s/a&amp;b.html" aria-current="page">This</a><a href="../../guides/s/a&amp;b.html#part">A part</a>"#,
        );
        assert_eq!(marked(html, "../../"), wanted);
        // From another depth none of them leads there.
        assert_eq!(marked(html, "../"), html);
        // A list is in the part of the site that it is.
        let list = context! { href => "guides/index.html", within => ["guides/index.html"] };
        let marked_list = current(r#"<a href="guides/index.html">Guides</a>"#, "", &list).expect("it is a page");
        assert_eq!(
            marked_list.to_string(),
            r#"<a href="guides/index.html" aria-current="page">Guides</a>"#
        );
        // What breaks off is handed on.
        for broken in ["<a href=\"", "<a href=\"x", ""] {
            assert_eq!(marked(broken, ""), broken);
        }
    }

    #[test]
    fn a_part_is_made_once_for_what_it_is_about_and_each_depth() {
        let mut environment = Environment::new();
        // A part that changes at each making would give itself away.
        let made = std::sync::atomic::AtomicUsize::new(0);
        environment.add_function("next", move || made.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
        let part = "{{ root }}{{ site }}{{ about.href if about }}:{{ next() }} ";
        environment.add_template("part", part).expect("it is a template");
        let page = "{{ shared('part') }}{{ shared('part', {'href': 'x'}) }}{{ shared('part') }}";
        environment.add_template("page", page).expect("it is a template");
        let shared = Value::from_object(SharedParts::default());
        let render = |root: &str| {
            let view = context! { root, site => "S", page => "P", shared => shared.clone() };
            let page = environment.get_template("page").expect("it is there");
            page.render(view).expect("it has no mistakes")
        };
        assert_eq!(render("../"), "../S:0 ../Sx:1 ../S:0 ");
        assert_eq!(render("../"), "../S:0 ../Sx:1 ../S:0 ");
        assert_eq!(render(""), "S:2 Sx:3 S:2 ");
    }

    #[test]
    fn what_says_not_which_one_it_is_cannot_be_shared() {
        let mut environment = Environment::new();
        environment.add_template("part", "x").expect("it is a template");
        let shared = Value::from_object(SharedParts::default());
        let render =
            |page: &str| environment.render_str(page, context! { root => "", site => "", shared => shared.clone() });
        assert!(render("{{ shared('part', {'title': 'x'}) }}").is_err());
        assert!(render("{{ shared('nowhere') }}").is_err());
    }
}
