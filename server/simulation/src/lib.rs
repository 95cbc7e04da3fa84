//! The two partners Scholiast talks with, played by us: an editor without a screen and a scripted model server.

pub mod editor;
pub mod model_server;

pub use editor::Editor;
pub use model_server::ModelServer;
