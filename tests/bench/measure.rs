//! What this process has used so far, and what many measurements come to.

use std::fs;
use std::time::Duration;

use cpu_time::ProcessTime;

use crate::Failure;

/// Processor time of the whole process, user and system together, every thread counted.
pub fn cpu() -> Duration {
    ProcessTime::now().as_duration()
}

/// The most memory the process has held so far, in bytes (`VmHWM`, which shared libraries are part of).
///
/// # Errors
/// Where there is no `/proc/self/status`: benches run on Linux.
pub fn peak_memory() -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    peak_in(&status).ok_or_else(|| Failure::Broken("/proc/self/status names no VmHWM".to_owned()))
}

fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The middle one; of none, nothing.
pub fn median(times: Vec<Duration>) -> Duration {
    part(times, 50)
}

/// The time that so many percent of all keep within; of none, nothing.
pub fn part(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort_unstable();
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        let times = [30, 10, 20].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(20));
        assert_eq!(median(Vec::new()), Duration::ZERO);
    }

    #[test]
    fn nineteen_of_twenty_keep_within_the_95th_part() {
        let times: Vec<_> = (1..=20).map(Duration::from_millis).collect();
        assert_eq!(part(times.clone(), 95), Duration::from_millis(19));
        assert_eq!(part(times, 100), Duration::from_millis(20));
    }

    #[test]
    fn the_peak_is_read_from_the_status_file() {
        assert_eq!(peak_in("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n"), Some(2 << 20));
        assert_eq!(peak_in("Name:\tx\n"), None);
    }

    #[test]
    fn processor_time_only_grows() {
        let before = cpu();
        let sum: u64 = (0..1_000_000_u64).map(std::hint::black_box).sum();
        assert!(sum > 0 && cpu() > before);
    }
}
