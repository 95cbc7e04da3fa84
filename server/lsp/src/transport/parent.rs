//! The editor's process: when it is gone, so is the reason to be here. Its pipes cannot tell: they
//! stay open as long as any other process has them.

use std::io;
use std::thread;

/// Calls `on_death` once the process is not running, from a thread of its own.
///
/// # Errors
///
/// If the system starts no more threads.
pub(super) fn watch(process: i64, on_death: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let watcher = move || match system::wait_for_death(process) {
        Ok(()) => on_death(),
        Err(reason) => tracing::warn!(
            "the editor's process {process} cannot be watched ({reason}); the session ends with its input"
        ),
    };
    thread::Builder::new()
        .name("parent-watch".into())
        .spawn(watcher)
        .map(drop)
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::thread;
    use std::time::Duration;

    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    /// How often a process is looked for where the system does not tell of its end.
    const INTERVAL: Duration = Duration::from_millis(250);

    /// Returns when the process is not running, or no longer.
    pub(super) fn wait_for_death(process: i64) -> io::Result<()> {
        let number = i32::try_from(process).ok().filter(|number| *number > 0);
        let Some(pid) = number.and_then(Pid::from_raw) else {
            return Err(io::Error::other("there can be no process with this number"));
        };
        match announced_death(pid) {
            Ok(()) | Err(Errno::SRCH) => return Ok(()),
            Err(reason) => tracing::debug!("no notice of the end of {process}: {reason}"),
        }
        while test_kill_process(pid) != Err(Errno::SRCH) {
            thread::sleep(INTERVAL);
        }
        Ok(())
    }

    /// Sleeps until the kernel says that the process has ended, also if its own parent has not yet
    /// taken note of that.
    #[cfg(target_os = "linux")]
    fn announced_death(pid: Pid) -> Result<(), Errno> {
        use rustix::event::{PollFd, PollFlags, poll};
        use rustix::process::{PidfdFlags, pidfd_open};

        let process = pidfd_open(pid, PidfdFlags::empty())?;
        let mut ended = [PollFd::new(&process, PollFlags::IN)];
        loop {
            match poll(&mut ended, None) {
                Err(Errno::INTR) => {}
                outcome => return outcome.map(drop),
            }
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn announced_death(_: Pid) -> Result<(), Errno> {
        Err(Errno::NOSYS)
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;

    /// Windows closes a pipe with the last process that writes to it, which is the editor.
    pub(super) fn wait_for_death(_: i64) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_death_of_a_process_is_noticed_before_anybody_waits_for_it() {
        let mut process = Command::new("sleep").arg("600").spawn().unwrap();
        let (died, deaths) = mpsc::channel();
        watch(process.id().into(), move || died.send(()).unwrap()).unwrap();
        assert_eq!(deaths.try_recv(), Err(mpsc::TryRecvError::Empty));

        process.kill().unwrap();

        assert_eq!(deaths.recv_timeout(Duration::from_secs(30)), Ok(()));
        process.wait().unwrap();
    }

    #[test]
    fn a_process_that_is_gone_already_counts_as_dead() {
        let mut process = Command::new("true").spawn().unwrap();
        process.wait().unwrap();
        let (died, deaths) = mpsc::channel();

        watch(process.id().into(), move || died.send(()).unwrap()).unwrap();

        assert_eq!(deaths.recv_timeout(Duration::from_secs(30)), Ok(()));
    }

    #[test]
    fn what_cannot_be_a_process_is_no_dead_one() {
        for number in [0, -1, i64::MIN, i64::MAX] {
            assert!(system::wait_for_death(number).is_err(), "{number}");
        }
    }
}
