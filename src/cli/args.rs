//! What may be written after `playbook`.

use crate::config::BaseUrl;
use crate::model::{Language, ResourceKind};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Builds a school's playbook into a web site.
#[derive(Debug, Parser)]
#[command(name = "playbook", version, propagate_version = true)]
pub struct Args {
    /// Say nothing but errors and results
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a new playbook, with guides, resources and an example; nothing is overwritten
    Init(InitArgs),
    /// Write a new guide, resource, article or page, or room for answers
    New(NewArgs),
    /// Build the site into a folder
    Build(BuildArgs),
    /// Show the site while you write it: save a file, and the open page is new
    Serve(ServeArgs),
    /// Look for mistakes in everything, for all readers
    Check(CheckArgs),
    /// Show how far the team is: what is answered, done, late, and what waits for whom
    Status(StatusArgs),
    /// Put the public edition on a branch for GitHub Pages, or look for what would break there
    Publish(PublishArgs),
    /// Make the QR code of a page
    Qr(QrArgs),
    /// Delete what builds have made
    Clean(RootArgs),
    /// Print a script that completes commands in a shell
    Completions { shell: Shell },
}

#[derive(Debug, clap::Args)]
pub struct RootArgs {
    /// The playbook's folder
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder of the new playbook
    #[arg(default_value = ".", value_name = "DIR")]
    pub folder: PathBuf,
    /// The school's name; asked for on a terminal when it is left out
    #[arg(long, value_name = "NAME")]
    pub school: Option<String>,
    /// The language of the texts, as en or es-MX
    #[arg(long, value_name = "TAG", value_parser = |text: &str| Language::from_tag(text).ok_or("this is no language; write en, es or pt-BR"))]
    pub language: Option<Language>,
    /// Where the site will be on the web
    #[arg(long, value_name = "URL", value_parser = |text: &str| BaseUrl::parse(text))]
    pub base_url: Option<BaseUrl>,
    /// The office's e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// The office's telephone number
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// Where the source of this program is, for the workflow that builds it on GitHub
    #[arg(long, value_name = "URL")]
    pub source: Option<String>,
    /// Write the skeleton alone, without texts
    #[arg(long)]
    pub bare: bool,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    #[command(subcommand)]
    pub what: What,
}

#[derive(Debug, Subcommand)]
pub enum What {
    /// A guide at the end of a series
    Guide {
        title: String,
        /// The series, by the name of its folder without the number
        #[arg(long, value_name = "NAME")]
        series: Option<String>,
        #[command(flatten)]
        root: RootArgs,
    },
    /// A resource
    Resource {
        title: String,
        /// What it is
        #[arg(long, default_value = "protocol", value_parser = kind)]
        kind: ResourceKind,
        #[command(flatten)]
        root: RootArgs,
    },
    /// An article of today
    Article {
        title: String,
        #[command(flatten)]
        root: RootArgs,
    },
    /// A plain page
    Page {
        title: String,
        #[command(flatten)]
        root: RootArgs,
    },
    /// Room for answers to every open question and task of a guide
    Answers {
        /// The guide, by its name in the address, its title or its file
        guide: String,
        #[command(flatten)]
        root: RootArgs,
    },
}

fn kind(text: &str) -> Result<ResourceKind, String> {
    let kinds = ResourceKind::ALL;
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let found = kinds.into_iter().find(|kind| kind.name() == text);
    found.ok_or_else(|| format!("write one of: {}", names.join(", ")))
}

#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    #[command(flatten)]
    pub root: RootArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = StatusFormat::Human)]
    pub format: StatusFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// A table, for people
    Human,
    /// For programs
    Json,
}

#[derive(Debug, clap::Args)]
pub struct PublishArgs {
    #[command(flatten)]
    pub root: RootArgs,
    /// Look for what would break or leak, and publish nothing
    #[arg(long)]
    pub check: bool,
    /// Publish although there are warnings; they are shown all the same
    #[arg(long)]
    pub allow_warnings: bool,
    /// The branch that the site is put on
    #[arg(long, default_value = "gh-pages", value_name = "NAME")]
    pub branch: String,
    /// The repository that it is pushed to, by the name that git knows
    #[arg(long, default_value = "origin", value_name = "NAME")]
    pub remote: String,
}

#[derive(Debug, clap::Args)]
pub struct QrArgs {
    /// The page, by its file (content/about.md) or its address (about.html)
    pub page: String,
    #[command(flatten)]
    pub root: RootArgs,
    /// The drawing that is written (SVG); without it the code is shown on the terminal
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub root: RootArgs,
    /// Where the site is written [default: public/ for the public edition, drafts/ with --drafts, team/ for the team's, public.zip with --zip]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where the site will be, in place of the address in playbook.toml
    #[arg(long, value_name = "URL", value_parser = |text: &str| BaseUrl::parse(text))]
    pub base_url: Option<BaseUrl>,
    /// Whom the site is for
    #[arg(long, value_enum, default_value_t = AudienceArg::Public)]
    pub audience: AudienceArg,
    /// Add the drafts that are meant for the public, for a last look
    #[arg(long)]
    pub drafts: bool,
    /// Write the public edition as one file that opens from a disk
    #[arg(long, conflicts_with_all = ["audience", "drafts"])]
    pub zip: bool,
    /// Show how long each step took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AudienceArg {
    Public,
    Team,
}

#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub root: RootArgs,
    /// The number at the end of the preview's address [default: 4000, or the next that is free]
    #[arg(long, value_name = "N", value_parser = port)]
    pub port: Option<u16>,
    /// Where the preview can be opened from; 0.0.0.0 lets everyone on your network read it
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDR")]
    pub host: String,
    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
    /// Whose edition is shown: the team's has the public one beside it, the public one nothing
    #[arg(long, value_enum, default_value_t = AudienceArg::Team)]
    pub audience: AudienceArg,
    /// Check the files, at most twice a second, for drives that do not tell when a file changes
    #[arg(long)]
    pub poll: bool,
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse()
        .map_err(|_| "write a whole number below 65536, such as 4000")
}

#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub root: RootArgs,
    /// How mistakes are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// End with 1 for warnings too
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line each is on, for people
    Human,
    /// One JSON array, for programs
    Json,
    /// Workflow commands, for GitHub Actions
    Github,
}
