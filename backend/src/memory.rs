//! Memory that is free goes back to the system. The C library keeps what bulk writes have freed, spread
//! over a heap for each thread: two thirds of the process after 200,000 records.

/// Heaps that threads share.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAPS: libc::c_int = 2;

/// To be called before threads are started: they share a few heaps.
pub fn keep_together() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: sets a number of the allocator; any value is valid.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, HEAPS);
    }
}

/// Gives free memory back; a matter of milliseconds.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the allocator locks what it walks over.
    unsafe {
        libc::malloc_trim(0);
    }
}
