//! The `scholiast` command.

fn main() {}
