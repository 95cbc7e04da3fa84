//! Files whose code never leaves this machine.
//!
//! They are listed in `.scholiastignore`, in the form of a `.gitignore`, in the
//! folder of the file or any folder above it. A nearer list speaks last.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::GitignoreBuilder;

/// The name of a list of private files.
pub const PRIVATE_FILES: &str = ".scholiastignore";

/// Whether the code of the file at `path` must not be sent to a model.
///
/// A list that cannot be read or understood makes everything below it private:
/// whoever wrote it meant to keep something back.
#[must_use]
pub fn is_private(path: &Path) -> bool {
    for folder in path.ancestors().skip(1) {
        match decision(folder, path) {
            Decision::Private => return true,
            Decision::Shared => return false,
            Decision::Silent => {}
        }
    }
    false
}

/// What one folder's list says of a file.
enum Decision {
    Private,
    Shared,
    Silent,
}

fn decision(folder: &Path, path: &Path) -> Decision {
    let list = folder.join(PRIVATE_FILES);
    if !list.exists() {
        return Decision::Silent;
    }
    let mut builder = GitignoreBuilder::new(folder);
    if builder.add(list).is_some() {
        return Decision::Private;
    }
    let Ok(list) = builder.build() else {
        return Decision::Private;
    };
    match list.matched_path_or_any_parents(path, false) {
        Match::Ignore(_) => Decision::Private,
        Match::Whitelist(_) => Decision::Shared,
        Match::None => Decision::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_for_the_folders_below_it_and_a_nearer_one_speaks_last() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("secret/open");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(root.path().join(PRIVATE_FILES), "secret/\n*.key.py\n").unwrap();
        std::fs::write(inner.join(PRIVATE_FILES), "!shared.py\n").unwrap();
        let private = |name: &str| is_private(&root.path().join(name));
        assert!(private("secret/a.py"));
        assert!(private("src/aws.key.py"));
        assert!(!private("src/a.py"));
        assert!(!private("secret/open/shared.py"));
        assert!(private("secret/open/other.py"));
    }

    #[test]
    fn a_list_that_cannot_be_understood_keeps_everything_back() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(PRIVATE_FILES), "[z-a\n").unwrap();
        assert!(is_private(&root.path().join("a.py")));
    }
}
