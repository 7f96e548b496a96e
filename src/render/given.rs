//! What the template of a page is given.

use minijinja::Value;
use minijinja::value::{Enumerator, Object};
use std::sync::Arc;

/// What every page's template is given, and what its kind adds. Templates ask for these some hundred times on each page: a map
/// that is merged of two takes several times as long to ask.
#[derive(Debug)]
pub struct Given {
    /// The way to the site's root, as links begin.
    pub root: Value,
    pub site: Value,
    /// The parts that pages have in common.
    pub shared: Value,
    pub page: Value,
    /// By name: the guide, the groups of resources. It names none of the above.
    pub more: Value,
}

const NAMES: [&str; 4] = ["root", "site", "shared", "page"];

impl Object for Given {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "root" => Some(self.root.clone()),
            "site" => Some(self.site.clone()),
            "shared" => Some(self.shared.clone()),
            "page" => Some(self.page.clone()),
            // Of a name that is not given, the engine looks among its functions.
            _ => self.more.get_attr(key).ok().filter(|value| !value.is_undefined()),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let more = self.more.try_iter().into_iter().flatten();
        Enumerator::Values(NAMES.into_iter().map(Value::from).chain(more).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Given;
    use minijinja::{Environment, UndefinedBehavior, Value, context};

    fn rendered(template: &str) -> Result<String, minijinja::Error> {
        let given = Given {
            root: Value::from("../"),
            site: context! { title => "S" },
            shared: Value::from("parts"),
            page: context! { title => "P" },
            more: context! { guide => "G" },
        };
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_function("t", || "words");
        environment.render_str(template, Value::from_object(given))
    }

    #[test]
    fn a_template_has_what_all_are_given_and_what_its_kind_adds() {
        let all = "{{ root }} {{ site.title }} {{ shared }} {{ page.title }} {{ guide }} {{ t() }}";
        assert_eq!(rendered(all).ok().as_deref(), Some("../ S parts P G words"));
    }

    #[test]
    fn a_name_that_is_not_given_is_a_mistake() {
        assert!(rendered("{{ guides }}").is_err());
    }
}
