//! The clean builds as a drawing (SVG): a bar for each program, a group for each number of guides.

use crate::Measured;
use crate::program::Kind;
use crate::spread::Spread;
use std::fmt::Write as _;

const WIDTH: f64 = 720.0;
/// Room for names, and for what stands after the longest bar.
const LEFT: f64 = 150.0;
const RIGHT: f64 = 130.0;
const TOP: f64 = 44.0;
const BAR: f64 = 26.0;
const GROUP: f64 = 46.0;

/// Colours that are read on white and on black, the reader's choice.
const STYLE: &str = "text{font:14px system-ui,sans-serif;fill:#1f2328}.name{text-anchor:end}.title{font-weight:600}\
.ours{fill:#0b6e4f}.other{fill:#8c959f}.floor{fill:none;stroke:#8c959f}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#3fb98a}.other,.floor{fill:#656c76}.floor{fill:none;stroke:#8c959f}}";

struct Bar {
    name: String,
    class: &'static str,
    seconds: f64,
}

pub fn chart(measured: &[Measured]) -> String {
    let groups: Vec<(usize, Vec<Bar>)> = measured.iter().map(|one| (one.guides, bars(one))).collect();
    let mut drawn = String::new();
    let mut y = TOP;
    for (guides, bars) in &groups {
        let _ = write!(drawn, "<text class=\"title\" x=\"0\" y=\"{y}\">{guides} guides</text>");
        y += 12.0;
        let longest = bars.iter().map(|bar| bar.seconds).fold(f64::MIN_POSITIVE, f64::max);
        for bar in bars {
            let length = (bar.seconds / longest * (WIDTH - LEFT - RIGHT)).max(1.0);
            let Bar { name, class, seconds } = bar;
            let (middle, end) = (y + 15.0, LEFT + length + 8.0);
            let _ = write!(
                drawn,
                "<text class=\"name\" x=\"{}\" y=\"{middle}\">{name}</text><rect class=\"{class}\" x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"20\"/><text x=\"{end:.1}\" y=\"{middle}\">{seconds:.2} s</text>",
                LEFT - 8.0
            );
            y += BAR;
        }
        y += GROUP - 12.0;
    }
    let said: Vec<String> = groups.iter().map(|(guides, bars)| sentence(*guides, bars)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-labelledby=\"t d\"><title id=\"t\">Clean builds, in seconds</title><desc id=\"d\">{}</desc><style>{STYLE}</style><text class=\"title\" x=\"0\" y=\"16\">Clean builds, in seconds: shorter is better</text>{drawn}</svg>\n",
        y - GROUP + 16.0,
        said.join(" ")
    )
}

fn bars(measured: &Measured) -> Vec<Bar> {
    let built = measured.built.iter().map(|built| Bar {
        name: built.program.name.clone(),
        class: if built.program.kind == Kind::Playbook {
            "ours"
        } else {
            "other"
        },
        seconds: Spread::of(built.runs.iter().map(|run| run.wall.as_secs_f64())).median,
    });
    let floor = Bar {
        name: "plain copies".to_owned(),
        class: "floor",
        seconds: Spread::of(measured.floor.iter().copied()).median,
    };
    let mut bars: Vec<Bar> = built.collect();
    bars.push(floor);
    bars
}

fn sentence(guides: usize, bars: &[Bar]) -> String {
    let each: Vec<String> = bars
        .iter()
        .map(|bar| format!("{} {:.2} s", bar.name, bar.seconds))
        .collect();
    format!("{guides} guides: {}.", each.join(", "))
}
