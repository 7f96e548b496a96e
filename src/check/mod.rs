//! Floor 7: everything that can be said of a playbook, for all of its readers.
//!
//! 1. The team's edition has everything, so linking it finds every mistake.
//! 2. The public edition is linked too: what works for the team and not for the public leads over the wall.
//! 3. What stops nothing: ids to write down, [`citations`] that lead nowhere and works without one, data that none of the
//!    [`cycles`] uses, [`files`] that were meant to be pages, menu entries left out.

mod citations;
mod cycles;
mod files;

use crate::config::Settings;
use crate::edition::{Readers, cut};
use crate::link::{Site, link};
use crate::model::{Kind, Playbook};
use crate::render;
use crate::source::{Code, Diagnostic, Diagnostics, Place, Span};
use crate::theme::Theme;
use std::collections::HashSet;

/// Checks a whole playbook, and that the theme can render it.
pub fn check(playbook: &Playbook, settings: &Settings, theme: &Theme, diagnostics: &mut Diagnostics) {
    let theme_files = &theme.addresses();
    let has_earlier_errors = diagnostics.has_errors();
    let mut of_team = Diagnostics::new();
    let team = link(
        cut(playbook, settings, Readers::Team, &mut of_team),
        theme_files,
        &mut of_team,
    );
    let mut of_public = Diagnostics::new();
    let public = link(
        cut(playbook, settings, Readers::Public, &mut of_public),
        theme_files,
        &mut of_public,
    );
    let known: HashSet<(Place, Code)> = of_team
        .iter()
        .map(|problem| (problem.place.clone(), problem.code))
        .collect();
    let over_the_wall = of_public.into_iter().filter(|problem| {
        !matches!(problem.place, Place::Withheld(_)) && !known.contains(&(problem.place.clone(), problem.code))
    });
    diagnostics.extend(over_the_wall.map(public_to_team));
    // A page with broken holes is not rendered: its mistakes are not the theme's.
    if !of_team.has_errors() && !has_earlier_errors {
        let pages = render::prepare(&team, theme);
        let broken = team
            .routes
            .iter()
            .filter_map(|(address, route)| pages.render(address, *route).err());
        of_team.extend(broken);
    }
    diagnostics.extend(of_team);
    advise_ids(&team, diagnostics);
    citations::report_uncited(playbook, settings, diagnostics);
    citations::report_plain(playbook, diagnostics);
    cycles::report_unused_data(playbook, diagnostics);
    files::report_unread(&team, diagnostics);
    report_menu(settings, &team, &public, diagnostics);
    // An address that cannot be used was reported already.
    if settings.base_url.is_none() && !has_earlier_errors {
        diagnostics.push(
            Diagnostic::in_file(
                Code::BaseUrlMissing,
                "playbook.toml",
                "The settings do not say where the site will be.",
            )
            .fix("add base_url = \"https://…\": the sitemap and 404.html need it"),
        );
    }
}

/// Something that is there for the team and not for the public.
fn public_to_team(problem: Diagnostic) -> Diagnostic {
    let what = match problem.code {
        Code::LinkBroken | Code::AnchorMissing => "This public page leads to something that only the team may see.",
        Code::CycleUnknown => "This public page shows a test cycle that only the team may see.",
        Code::ConditionUnknown => "This public page names a condition that only the team may see.",
        _ => return problem,
    };
    Diagnostic::new(Code::PublicToTeam, problem.place, what)
        .fix("make the other public too, make this for the team, or take it out")
}

/// An id made from words is lost when they change, and an answer with it.
fn advise_ids(site: &Site, diagnostics: &mut Diagnostics) {
    let guides = site
        .documents
        .iter()
        .filter(|linked| matches!(linked.document.kind, Kind::Guide(_)));
    for prompt in guides
        .flat_map(|linked| &linked.document.body.prompts)
        // One that stands in the wrong place is told already, and is the one to keep.
        .filter(|prompt| !prompt.has_given_id && !["{#", "(#", "｛#"].iter().any(|id| prompt.wording.contains(id)))
    {
        let message = format!(
            "This {} has no id of its own; if its words change, its answer is lost.",
            prompt.kind.name()
        );
        let fix = format!("write {{#{}}} at the end of the line", prompt.id);
        diagnostics.push(Diagnostic::at(Code::IdMissing, prompt.span, message).fix(fix));
    }
}

fn report_menu(settings: &Settings, team: &Site, public: &Site, diagnostics: &mut Diagnostics) {
    let entries = |site: &Site| -> HashSet<Span> { site.menu.iter().map(|entry| entry.span).collect() };
    let (in_team, in_public) = (entries(team), entries(public));
    for entry in &settings.menu {
        if in_team.contains(&entry.span) && !in_public.contains(&entry.span) {
            let message = format!(
                "The public menu has no “{}”, since its page is not public.",
                entry.title
            );
            diagnostics.push(
                Diagnostic::at(Code::MenuPageLeftOut, entry.span, message)
                    .fix("make the page public, or delete the entry"),
            );
        }
    }
}
