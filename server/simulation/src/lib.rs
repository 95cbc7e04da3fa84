//! The two partners Scholiast talks with, played by us: an editor without a screen and a scripted model server.
