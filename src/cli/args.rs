//! What may be written after `playbook`.

use crate::config::BaseUrl;
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
    /// Build the site into a folder
    Build(BuildArgs),
    /// Show the site while you write it: save a file, and the open page is new
    Serve(ServeArgs),
    /// Look for mistakes in everything, for all readers
    Check(CheckArgs),
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
pub struct BuildArgs {
    #[command(flatten)]
    pub root: RootArgs,
    /// Where the site is written [default: public/ for the public edition, team/ for the team's]
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
    #[arg(long, value_name = "N")]
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
    /// Look at the files, at most twice a second, for drives that do not tell when a file changes
    #[arg(long)]
    pub poll: bool,
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
