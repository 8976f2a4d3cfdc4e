//! Rebuilds the crate when a migration changes: `sqlx::migrate!` embeds the folder, and cargo watches only sources.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
