//! Rebuilds the crate when a migration is added: `migrate!` embeds the folder and the compiler cannot see that.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
