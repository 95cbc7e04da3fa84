//! One streaming model client, which knows no code.
