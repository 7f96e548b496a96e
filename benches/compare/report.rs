//! The figures as tables, in Markdown.

use crate::program::Kind;
use crate::run::Run;
use crate::spread::Spread;
use crate::{Built, Itself, Measured, TURNS};
use std::fmt::Write as _;
use std::path::Path;

const MB: f64 = 1e6;

pub fn report(measured: &[Measured], itself: &Itself, base: &Path) -> String {
    let mut text = format!(
        "{} processors; files in {}; {TURNS} turns; medians, with the least and the most.\n\n",
        std::thread::available_parallelism().map_or(1, usize::from),
        base.display()
    );
    text.push_str("| Guides | | Clean build, s | Processor time, s | Memory, MB | Output, files | MB | Times ours |\n");
    text.push_str("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for one in measured {
        for built in &one.built {
            let ratio = if built.program.kind == Kind::Playbook {
                "1".to_owned()
            } else {
                ratio(&built.runs, &one.built[0].runs).to_string()
            };
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {:.1} | {ratio} |",
                one.guides,
                built.program.name,
                seconds(&built.runs),
                Spread::of(built.runs.iter().map(|run| run.cpu.as_secs_f64())),
                memory(built),
                built.output.files,
                megabytes(built.output.bytes),
            );
        }
        let floor = Spread::of(one.floor.iter().copied());
        let ours = one.built[0].runs.iter().map(|run| run.wall.as_secs_f64());
        let below = Spread::of(one.floor.iter().zip(ours).map(|(floor, ours)| floor / ours));
        let _ = writeln!(
            text,
            "| {} | plain copies of ours | {floor} | | | | | {below} |",
            one.guides
        );
    }
    text.push_str("\n| Guides | Second build, s | Times the first | Preview: first page, ms | Save to visible, ms | 100 pages told, ms |\n");
    text.push_str("| ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for one in measured {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            one.guides,
            seconds(&one.again),
            ratio(&one.again, &one.built[0].runs),
            one.preview.start,
            one.preview.save,
            one.preview.told
        );
    }
    let ms = |spread: Spread| Spread {
        least: spread.least * 1000.0,
        median: spread.median * 1000.0,
        most: spread.most * 1000.0,
    };
    let _ = writeln!(
        text,
        "\nThe program has {:.1} MB. `playbook --version` takes {} ms, a build of the starter {} ms.",
        megabytes(itself.bytes),
        ms(itself.version),
        ms(itself.starter)
    );
    text
}

/// How many times as long one took as the other, turn by turn.
pub fn ratio(runs: &[Run], beside: &[Run]) -> Spread {
    let pairs = runs.iter().zip(beside);
    Spread::of(pairs.map(|(run, other)| run.wall.as_secs_f64() / other.wall.as_secs_f64()))
}

fn seconds(runs: &[Run]) -> Spread {
    Spread::of(runs.iter().map(|run| run.wall.as_secs_f64()))
}

fn memory(built: &Built) -> Spread {
    Spread::of(built.runs.iter().map(|run| megabytes(run.peak)))
}

#[allow(clippy::cast_precision_loss, reason = "a figure to read")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / MB
}
