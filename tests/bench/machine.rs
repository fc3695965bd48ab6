//! What the figures were taken on, in two lines above the tables.

use std::fs;
use std::thread::available_parallelism;

/// Version and commit, as `cargo xtask bench` passes them on.
const VERSION: &str = "POSTROOM_BENCH_VERSION";

/// The machine, how busy it is, and the version.
pub fn describe() -> String {
    let processor = entry("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unknown processor".to_owned());
    let cores = available_parallelism().map_or(1, usize::from);
    let memory = entry("/proc/meminfo", "MemTotal")
        .and_then(|text| text.strip_suffix("kB")?.trim().parse::<u64>().ok())
        .map_or_else(String::new, |kibibytes| {
            format!(", {} GiB of memory", (kibibytes + (1 << 19)) >> 20)
        });
    let system = text("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = text("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    let version = std::env::var(VERSION).unwrap_or_else(|_| env!("CARGO_PKG_VERSION").to_owned());
    format!(
        "Machine  {processor}, {cores} cores{memory}, Linux {}, load {load}\nPostroom {version}",
        system.trim()
    )
}

fn text(file: &str) -> Option<String> {
    fs::read_to_string(file).ok()
}

/// The value of the first line `key : value`.
fn entry(file: &str, key: &str) -> Option<String> {
    text(file)?.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == key).then(|| value.trim().to_owned())
    })
}
