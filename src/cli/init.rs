//! `playbook init`.

use super::End;
use super::args::InitArgs;
use super::terminal::Terminal;
use crate::config::{BaseUrl, is_email};
use crate::model::Language;
use crate::starter::{self, Extent, Start};
use std::io::{self, IsTerminal};

/// What a school is called that nobody named.
const UNNAMED: &str = "Our School";

pub fn run(args: &InitArgs, terminal: &mut Terminal) -> End {
    let asks = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut start = Start {
        school: args.school.clone().unwrap_or_default().trim().to_owned(),
        language: args.language.clone().unwrap_or_default(),
        base_url: args.base_url.clone(),
        email: args.email.clone(),
        phone: args.phone.clone(),
        source: args.source.clone(),
        extent: if args.bare { Extent::Bare } else { Extent::Starter },
    };
    if asks {
        ask(args, &mut start, terminal);
    }
    for given in [&mut start.email, &mut start.phone] {
        *given = given
            .take()
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty());
    }
    if let Some(email) = start.email.as_ref().filter(|email| !is_email(email)) {
        terminal.failure(format_args!(
            "“{email}” is no e-mail address; write it as office@our-school.org"
        ));
        return End::Failed;
    }
    if start.school.is_empty() {
        UNNAMED.clone_into(&mut start.school);
    }
    // The starter's texts are English: said to be in another language, they would be read aloud wrongly.
    let is_english = start.language.primary() == "en";
    if !is_english && start.extent == Extent::Starter {
        terminal.say(format_args!(
            "The starter's texts are in English, so this playbook begins with a skeleton in their place; --language en has them."
        ));
        start.extent = Extent::Bare;
    }
    let files = starter::files(&start);
    if let Err(refused) = starter::write(&args.folder, &files) {
        terminal.failure(refused);
        return End::Failed;
    }
    let is_here = args.folder.as_os_str() == ".";
    let place = if is_here {
        "this folder".into()
    } else {
        args.folder.to_string_lossy()
    };
    terminal.say(format_args!(
        "A playbook for {}: {} files in {place}. HELP.md says how to go on.\n\nNext:",
        start.school,
        files.len(),
    ));
    if is_here {
        terminal.say("  playbook serve --open\n  playbook status");
    } else {
        terminal.say(format_args!(
            "  cd {}\n  playbook serve --open",
            shell_word(&args.folder.to_string_lossy())
        ));
    }
    End::Clean
}

/// Asks for what no flag says.
fn ask(args: &InitArgs, start: &mut Start, terminal: &mut Terminal) {
    if args.school.is_none() {
        start.school = terminal
            .ask(&format!("What is your school called? [{UNNAMED}]"))
            .unwrap_or_default();
    }
    while args.language.is_none() {
        match terminal.ask("In which language do you write? [en]") {
            None => break,
            Some(tag) => match Language::from_tag(&tag) {
                Some(language) => {
                    start.language = language;
                    break;
                }
                None => terminal.say("That is no language; write en, es or pt-BR."),
            },
        }
    }
    while args.base_url.is_none() {
        match terminal.ask("Where will it be on the web? [leave empty if you don't know yet]") {
            None => break,
            Some(address) => match BaseUrl::parse(&address) {
                Ok(base) => {
                    start.base_url = Some(base);
                    break;
                }
                Err(why) => terminal.say(format_args!("{why} For example https://our-school.github.io/playbook/")),
            },
        }
    }
    while args.email.is_none() {
        start.email = terminal.ask("To which e-mail address may families write? [leave empty]");
        match &start.email {
            Some(email) if !is_email(email) => {
                terminal.say("That is no e-mail address; write it as office@our-school.org.");
            }
            _ => break,
        }
    }
    if args.phone.is_none() {
        start.phone = terminal.ask("At which number can they call? [leave empty]");
    }
}

/// A word as a shell takes it.
fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if word.starts_with('-') {
        return shell_word(&format!("./{word}"));
    }
    if word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
