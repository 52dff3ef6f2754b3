//! What the system says of another process (`proc(5)`).

/// Ticks a second of the times in `/proc/<pid>/stat`: 100 on every Linux that this project knows (`getconf CLK_TCK`).
const TICKS_A_SECOND: f64 = 100.0;

/// The CPU time that a process has used, in microseconds.
pub(crate) fn cpu_micros(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("a process");
    // The name stands in brackets and may hold spaces.
    let (_, rest) = stat.rsplit_once(')').expect("a name");
    let ticks: f64 =
        rest.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS_A_SECOND * 1e6
}

/// The most memory that it ever had, in MB.
pub(crate) fn peak_memory(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse().expect("a number");
    kib / 1024.0
}
