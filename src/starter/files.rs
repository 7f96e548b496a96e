//! What a new playbook is made of.

use super::NewFile;
use crate::config::{BaseUrl, dialled};
use crate::model::Language;
use crate::source::quoted;
use include_dir::{Dir, include_dir};

static CONTENT: Dir = include_dir!("$CARGO_MANIFEST_DIR/content");
static BARE: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter/bare");

/// The name of the school whose example the starter is, its e-mail address and its number: wherever they stand, but for
/// what that school itself says, the new school's own take their place.
const SCHOOL: &str = "Riverbend Elementary";
const EMAIL: &str = "office@example.org";
const PHONE: &str = "+1 803 555 0100";

/// Folders in which the example's school speaks for itself.
const EXAMPLE: [&str; 3] = ["answers/", "articles/", "cycles/"];

/// What is known of a school that begins a playbook.
#[derive(Debug)]
pub struct Start {
    pub school: String,
    pub language: Language,
    pub base_url: Option<BaseUrl>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Where the source of the program is, for the workflow that builds it.
    pub source: Option<String>,
    pub extent: Extent,
}

/// How much a new playbook has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Guides, resources, articles and references, with an example's answers.
    Starter,
    /// A home page and a first series.
    Bare,
}

/// All files of a new playbook.
#[must_use]
pub fn files(start: &Start) -> Vec<NewFile> {
    let mut files = vec![
        NewFile::new("playbook.toml", settings(start)),
        NewFile::new("HELP.md", help(start.extent)),
        NewFile::new(".gitignore", include_str!("../../starter/gitignore")),
        NewFile::new(".gitattributes", include_str!("../../starter/gitattributes")),
        NewFile::new(".github/workflows/pages.yml", workflow(start)),
    ];
    let content = match start.extent {
        Extent::Starter => content_of(&CONTENT),
        Extent::Bare => content_of(&BARE),
    };
    files.extend(content.map(|(path, bytes)| NewFile {
        bytes: own(path, bytes, start),
        path: format!("content/{path}"),
    }));
    files
}

/// Whether a file below `content/` is still what the example's school says in the starter.
#[must_use]
pub fn is_example(path: &str, bytes: &[u8]) -> bool {
    let is_of_example = EXAMPLE.iter().any(|folder| path.starts_with(folder));
    let is_list = path.ends_with("/index.md");
    is_of_example && !is_list && CONTENT.get_file(path).is_some_and(|file| file.contents() == bytes)
}

fn content_of(folder: &'static Dir) -> Box<dyn Iterator<Item = (&'static str, &'static [u8])>> {
    let files = folder
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents())));
    Box::new(files.chain(folder.dirs().flat_map(content_of)))
}

/// A file with the school's own name, address and number in it.
fn own(path: &str, bytes: &[u8], start: &Start) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).ok();
    let text = text.filter(|_| path.ends_with(".md") && !EXAMPLE.iter().any(|folder| path.starts_with(folder)));
    let Some(text) = text else {
        return bytes.to_owned();
    };
    // Between two lines of pluses the text is TOML, below them Markdown.
    let end = text
        .get(3..)
        .and_then(|rest| rest.find("\n+++\n"))
        .map_or(0, |at| at + 8);
    let (head, body) = text.split_at(end);
    let in_head = quoted(&start.school);
    let head = head
        .replace("{school}", SCHOOL)
        .replace(SCHOOL, &in_head[1..in_head.len() - 1]);
    let mut body = body.replace(SCHOOL, &as_words(&start.school));
    if let Some(email) = &start.email {
        body = body.replace(EMAIL, email);
    }
    if let Some(phone) = &start.phone {
        body = body
            .replace(PHONE, &as_words(phone))
            .replace(&dialled(PHONE), &dialled(phone));
    }
    (head + &body).into_bytes()
}

/// Words in which no sign means anything to Markdown.
fn as_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '\'' | '-') {
            words.push('\\');
        }
        words.push(c);
    }
    words
}

fn settings(start: &Start) -> String {
    let school = &start.school;
    let title = quoted(&format!("{school} Playbook"));
    let description = quoted(&format!(
        "How the people of {school} decide, try things out, and learn together."
    ));
    let base_url = match &start.base_url {
        Some(base) => format!("base_url = {}", quoted(base.as_str())),
        None => "# base_url = \"https://OWNER.github.io/REPOSITORY/\"   # put your own address here".to_owned(),
    };
    let line = |key: &str, value: &Option<String>, usual: &str| match value {
        Some(value) => format!("{key} = {}\n", quoted(value)),
        None => format!("# {key} = \"{usual}\"\n"),
    };
    let email = line("email", &start.email, EMAIL);
    let phone = line("phone", &start.phone, PHONE);
    let notice = match start.extent {
        Extent::Starter => {
            "# Stands at the top of every page. Delete it once the answers are your own.\n\
             notice = \"The answers, articles and test cycles on these pages are an example, by an invented school.\"\n"
        }
        Extent::Bare => "",
    };
    let language = start.language.as_str();
    let name = quoted(school);
    format!(
        "title = {title}\n\
         description = {description}\n\
         {base_url}\n\
         language = \"{language}\"\n\n\
         [school]\n\
         name = {name}\n\
         {email}{phone}\n\
         [theme]\n\
         name = \"default\"\n\
         # accent = \"#0b6149\"            # your colour; one that cannot be read is refused, with the nearest that can\n\
         # logo = \"images/logo.svg\"      # a picture in content/\n\
         {notice}\n\
         [[menu]]\n\
         title = \"Guides\"\n\
         page = \"guides/index.md\"\n\n\
         [[menu]]\n\
         title = \"Resources\"\n\
         page = \"resources/index.md\"\n\n\
         [[menu]]\n\
         title = \"Articles\"\n\
         page = \"articles/index.md\"\n\
         {about}\n\
         # Whoever searches for one of these finds the others too.\n\
         [search.synonyms]\n\
         plc = [\"professional learning community\"]\n\
         pd = [\"professional development\", \"professional learning\"]\n\
         translator = [\"interpreter\", \"another language\"]\n",
        about = match start.extent {
            Extent::Starter => "\n[[menu]]\ntitle = \"About\"\npage = \"about.md\"\n",
            Extent::Bare => "",
        },
    )
}

/// What the team is told; without an example there is nothing to tell of it.
fn help(extent: Extent) -> String {
    let help = include_str!("../../starter/HELP.md");
    let (before, rest) = help.split_once("{example}\n").unwrap_or((help, ""));
    let (example, after) = rest.split_once("{end}\n").unwrap_or(("", rest));
    match extent {
        Extent::Starter => [before, example, after].concat(),
        Extent::Bare => [before, after].concat(),
    }
}

/// The workflow that builds this version of the program.
fn workflow(start: &Start) -> String {
    let source = start.source.as_deref().unwrap_or(env!("CARGO_PKG_REPOSITORY"));
    include_str!("../../starter/pages.yml")
        // YAML reads what JSON writes.
        .replace("{source}", &quoted(source))
        .replace("{version}", concat!("v", env!("CARGO_PKG_VERSION")))
}
