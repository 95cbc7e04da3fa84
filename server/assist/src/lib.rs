//! Model tasks: context, prompt, answer, verified edit.
