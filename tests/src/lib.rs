//! Whole-process tests: stdio sessions against the real binary.
