//! Languages as data: how each grammar spells the roles that the analysis knows.
