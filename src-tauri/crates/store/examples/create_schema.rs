//! Creates a database file with every migration applied: what the checked queries are compiled against.
//!
//! Build it without default features, because the queries it makes the schema for would be part of it otherwise:
//! `cargo run --package postroom-store --no-default-features --example create_schema -- <file>`

use std::path::PathBuf;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("give the path of the file to create")?;
    store::Store::open(&path).await?.close().await;
    Ok(())
}
