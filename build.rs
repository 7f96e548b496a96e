//! Has the crate built again when a file of the built-in theme comes or goes: the macro that takes them in
//! notices only changes inside of files that it knows.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
