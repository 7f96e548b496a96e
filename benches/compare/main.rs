//! How fast this program is, beside others and beside the floor: `benches/run`, or `benches/run 100 1000 10000`, the numbers
//! of guides. With `--write FOLDER` the corpora are written there, and nothing is measured.
//!
//! 1. The [`corpus`] is written once for each [`program`] that is here, in a folder in memory where there is one, so
//!    that no noise of a disk is compared.
//! 2. Clean builds in turns, one program after the other: a busy machine is busy for all. Beside them, in the same turn, a second
//!    build with nothing changed, and plain copies of the same input and output ([`tree::copy`]).
//! 3. The preview: from its start to the first page, and from a save to an answer that has it.
//! 4. What the program itself is: its size, how long it takes to start, and to build the starter.
//!
//! The report goes to standard output as Markdown, and the chart into `docs/speed.svg`.

mod chart;
#[path = "../corpus/mod.rs"]
mod corpus;
mod preview;
mod program;
mod report;
mod run;
mod spread;
mod tree;

use corpus::Corpus;
use program::{Kind, Program};
use run::{Run, run};
use spread::Spread;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tree::Contents;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Of every build.
const TURNS: usize = 5;

/// What a program's builds of one corpus took.
pub struct Built {
    pub program: Program,
    pub runs: Vec<Run>,
    pub output: Contents,
}

/// What was measured with so many guides.
pub struct Measured {
    pub guides: usize,
    /// Our own first.
    pub built: Vec<Built>,
    /// Our second builds, with nothing changed.
    pub again: Vec<Run>,
    /// Plain copies of our input and output, in seconds.
    pub floor: Vec<f64>,
    pub preview: preview::Preview,
}

/// What the program is, with no corpus.
pub struct Itself {
    pub bytes: u64,
    pub version: Spread,
    pub starter: Spread,
}

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![100, 1000, 10_000]
    } else {
        sizes
    };
    let programs = program::present();
    if let Some(at) = args.iter().position(|arg| arg == "--write") {
        let folder = Path::new(args.get(at + 1).ok_or("--write needs a folder")?);
        for program in &programs {
            for guides in &sizes {
                let root = folder.join(format!("{:?}-{guides}", program.kind).to_lowercase());
                program.kind.write(&root, Corpus { guides: *guides })?;
            }
        }
        return Ok(());
    }
    let base = base();
    let measured: Vec<Measured> = sizes
        .iter()
        .map(|guides| measure(*guides, &programs, &base))
        .collect::<Outcome<_>>()?;
    let itself = itself(&base)?;
    print!("{}", report::report(&measured, &itself, &base));
    fs::write("docs/speed.svg", chart::chart(&measured))?;
    Ok(())
}

/// A folder in memory, or else one on the disk.
fn base() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

fn measure(guides: usize, programs: &[Program], base: &Path) -> Outcome<Measured> {
    let folder = tempfile::tempdir_in(base)?;
    let of = |program: &Program, part: &str| folder.path().join(format!("{:?}-{part}", program.kind));
    let programs: Vec<&Program> = programs.iter().filter(|program| guides <= program.most).collect();
    for program in &programs {
        program.kind.write(&of(program, "in"), Corpus { guides })?;
    }
    let mut runs = vec![Vec::<Run>::new(); programs.len()];
    let mut outputs = Vec::new();
    let (mut again, mut floor) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        outputs.clear();
        for (&program, runs) in programs.iter().zip(&mut runs) {
            eprintln!("{guides} guides, turn {} of {TURNS}: {}", turn + 1, program.name);
            let (root, out) = (of(program, "in"), of(program, "out"));
            if let Some(cache) = program
                .kind
                .cache()
                .map(|cache| root.join(cache))
                .filter(|cache| cache.is_dir())
            {
                fs::remove_dir_all(cache)?;
            }
            runs.push(run(&mut program.kind.build(&root, &out))?);
            let output = tree::contents(&out)?;
            if program.kind == Kind::Playbook {
                again.push(run(&mut program.kind.build(&root, &out))?);
                if tree::contents(&out)? != output {
                    return Err("a second build wrote other bytes".into());
                }
                let copy = of(program, "copy");
                floor.push(tree::copy(&root, &out, &copy)?.as_secs_f64());
                fs::remove_dir_all(copy)?;
            }
            outputs.push(output);
            fs::remove_dir_all(out)?;
        }
    }
    let built = programs.iter().zip(runs).zip(outputs);
    let built = built.map(|((program, runs), output)| Built {
        program: (*program).clone(),
        runs,
        output,
    });
    eprintln!("{guides} guides: preview");
    Ok(Measured {
        guides,
        built: built.collect(),
        again,
        floor,
        preview: preview::measure(&of(programs[0], "in"), guides)?,
    })
}

fn itself(base: &Path) -> Outcome<Itself> {
    let program = assert_cmd::cargo::cargo_bin!("playbook");
    let out = tempfile::tempdir_in(base)?;
    let out = out.path().join("out");
    let [mut version, mut starter] = [Vec::new(), Vec::new()];
    for _ in 0..20 {
        version.push(run(Command::new(program).arg("--version"))?.wall.as_secs_f64());
        starter.push(run(&mut Kind::Playbook.build(Path::new("."), &out))?.wall.as_secs_f64());
        fs::remove_dir_all(&out)?;
    }
    Ok(Itself {
        bytes: fs::metadata(program)?.len(),
        version: Spread::of(version),
        starter: Spread::of(starter),
    })
}
