//! Has the crate built again when a file of the built-in theme or of the starter comes or goes: the macro that takes them in
//! notices only changes inside of files that it knows.

fn main() {
    for folder in ["themes/default", "content", "starter"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
