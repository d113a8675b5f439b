//! Where a portal's data is: a directory that stays, or one that goes with the process.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// A data directory.
#[derive(Debug)]
pub enum Place {
    /// It stays.
    Kept(PathBuf),
    /// It goes when this value does; the lock tells other sandboxes that it is in use.
    Passing(TempDir, File),
}

const PREFIX: &str = "portico-sandbox-";
const LOCK: &str = "sandbox.lock";

/// A directory younger than this may belong to a sandbox that has not locked it yet.
const SETTLED: Duration = Duration::from_secs(60);

impl Place {
    /// The directory, made when it is not there, for nobody else to read; `None` is a temporary one.
    pub fn open(data: Option<&Path>) -> Result<Place> {
        match data {
            Some(dir) => {
                make_private(dir).with_context(|| format!("{} cannot be made", dir.display()))?;
                Ok(Place::Kept(dir.to_owned()))
            }
            None => {
                let above = std::env::temp_dir();
                remove_abandoned(&above);
                Place::passing(&above).context("no temporary directory can be made")
            }
        }
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        match self {
            Place::Kept(path) => path,
            Place::Passing(dir, _) => dir.path(),
        }
    }

    fn passing(above: &Path) -> Result<Place> {
        let dir = tempfile::Builder::new().prefix(PREFIX).tempdir_in(above)?;
        let lock = File::create(dir.path().join(LOCK))?;
        lock.try_lock()?;
        Ok(Place::Passing(dir, lock))
    }
}

fn make_private(dir: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Removes what sandboxes left that were killed before they could. What is not ours to remove, or
/// goes at this moment, stays as it is.
fn remove_abandoned(above: &Path) {
    for entry in fs::read_dir(above).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let made = entry.metadata().and_then(|about| about.modified());
        let settled = made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > SETTLED));
        if ours && settled && is_abandoned(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_abandoned(dir: &Path) -> bool {
    File::open(dir.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passing_place_goes_and_is_not_abandoned_while_it_is_there() {
        let above = tempfile::tempdir().unwrap();
        let place = Place::passing(above.path()).unwrap();
        let path = place.path().to_owned();
        assert!(path.is_dir() && !is_abandoned(&path));
        drop(place);
        assert!(!path.exists());
    }

    #[test]
    fn what_a_killed_sandbox_left_is_removed_once_it_has_settled() {
        let above = tempfile::tempdir().unwrap();
        let left = above.path().join(format!("{PREFIX}left"));
        fs::create_dir(&left).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        remove_abandoned(above.path());
        assert!(left.exists(), "it is too young");
        let old = std::time::SystemTime::now() - 2 * SETTLED;
        File::open(&left).unwrap().set_modified(old).unwrap();
        remove_abandoned(above.path());
        assert!(!left.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_data_directory_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let above = tempfile::tempdir().unwrap();
        let place = Place::open(Some(&above.path().join("a/b"))).unwrap();
        assert_eq!(fs::metadata(place.path()).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
