//! The named sets of settings that ship with Scholiast. People add their own under `[profiles]`.

/// Names and contents of the shipped profiles, each a file of settings.
pub(super) const SHIPPED: [(&str, &str); 2] = [
    ("relaxed", include_str!("../../profiles/relaxed.toml")),
    ("strict", include_str!("../../profiles/strict.toml")),
];
