//! The door: reads what the editor sends, one message after the other, until the session ends.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc;

use lsp_types::{MessageType, ShowMessageNotification, ShowMessageParams};
use tower_lsp_server::LanguageServer;
use tower_lsp_server::jsonrpc::{self, ErrorCode, Id, Response};

use super::changes;
use super::end::End;
use super::framing::{Decoder, Frame, FramingError};
use super::gate::Gate;
use super::message::{self, Call, Message, Unreadable};
use super::outbox::Outbox;
use super::outgoing::Outgoing;
use super::parent;

/// How many bytes are read at a time.
const CHUNK: usize = 1 << 16;

/// The reading side of a session.
pub(super) struct Door<S> {
    pub(super) decoder: Decoder,
    pub(super) gate: Gate<S>,
    pub(super) outbox: Outbox,
    pub(super) outgoing: Arc<Outgoing>,
    /// Where the end of the session is announced.
    pub(super) ends: mpsc::Sender<End>,
}

impl<S: LanguageServer> Door<S> {
    /// Reads and handles messages until `exit` or the end of the input.
    pub(super) fn serve(mut self, mut input: impl Read) -> End {
        let mut chunk = vec![0; CHUNK];
        loop {
            match input.read(&mut chunk) {
                Ok(0) => return self.end_of_input(),
                Ok(length) => self.decoder.feed(&chunk[..length]),
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                Err(fault) => return End::InputFailed(fault),
            }
            // After the read: whether the editor reads what it is sent or not, its end is noticed.
            self.outgoing.wait_for_room();
            while let Some(frame) = self.decoder.next() {
                if let Some(end) = self.handle(frame) {
                    return end;
                }
            }
            self.gate.quiet();
        }
    }

    fn end_of_input(&self) -> End {
        End::InputEnded {
            left_over: self.decoder.left_over(),
        }
    }

    fn handle(&mut self, frame: Result<Frame, FramingError>) -> Option<End> {
        match frame {
            Ok(Frame::Body(body)) => return self.handle_body(&body),
            Ok(Frame::OversizedHead(head)) => self.refuse_oversized(&head),
            Err(fault) => self.report_skipped(&fault),
        }
        None
    }

    fn handle_body(&mut self, body: &[u8]) -> Option<End> {
        let parsed = message::parse(body);
        if parsed.surplus > 0 {
            tracing::warn!(
                "a `Content-Length` from the editor was {} bytes too long; the rest is read again",
                parsed.surplus
            );
            self.decoder.unread(&body[body.len() - parsed.surplus..]);
        }
        match parsed.message {
            Ok(Message::Notification(call) | Message::Request(_, call))
                if call.method == "exit" =>
            {
                return Some(End::Exit);
            }
            Ok(Message::Notification(call)) => self.handle_notification(call),
            Ok(Message::Request(id, call)) => self.handle_request(id, call),
            Ok(Message::Response(response)) => self.handle_response(response),
            Err(unreadable) => self.refuse_unreadable(&unreadable),
        }
        None
    }

    fn handle_request(&mut self, id: Id, call: Call) {
        if call.method == "initialize" {
            self.watch_parent(&call);
        }
        self.gate.request(id, call);
    }

    fn handle_notification(&mut self, call: Call) {
        if changes::are_readable(&call) {
            self.gate.notification(call);
        } else {
            self.report_lost("an edit from the editor has a range that cannot be read");
        }
    }

    fn watch_parent(&self, initialize: &Call) {
        let params = initialize.params.as_ref();
        let Some(process) = params.and_then(|params| params.get("processId")?.as_i64()) else {
            return;
        };
        let ends = self.ends.clone();
        // Nobody listens any more if the session has ended for another reason.
        let on_death = move || drop(ends.send(End::ParentDied { process }));
        if let Err(reason) = parent::watch(process, on_death) {
            tracing::warn!("the editor's process {process} is not watched: {reason}");
        }
    }

    fn handle_response(&self, response: message::Response) {
        let says_nothing = response.outcome.is_none();
        let id = response.id.clone();
        if self.outbox.settle(response) {
            return;
        }
        tracing::warn!("the editor answered a request {id} that was not sent, or was withdrawn");
        if says_nothing {
            let reason = "it has neither a method nor a result nor an error";
            self.reply_error(id, message::error(ErrorCode::InvalidRequest, reason));
        }
    }

    fn refuse_unreadable(&self, unreadable: &Unreadable) {
        let fault = unreadable.to_string();
        self.report_lost(&fault);
        let id = unreadable.id.clone().unwrap_or_default();
        self.reply_error(id, message::error(unreadable.code, fault));
    }

    /// Answers a request that is too large to be read, if its id can be made out.
    fn refuse_oversized(&self, head: &[u8]) {
        if let Some(id) = message::probable_id(head) {
            let reason = "the message is larger than the server's limit and was not read";
            self.reply_error(id, message::error(ErrorCode::InvalidRequest, reason));
        }
    }

    fn report_skipped(&self, fault: &FramingError) {
        let sentence = fault.to_string();
        match fault {
            FramingError::TooLarge { .. } => self.report_lost(&sentence),
            _ => tracing::error!("{sentence}"),
        }
        self.reply_error(Id::Null, message::error(ErrorCode::ParseError, sentence));
    }

    /// Tells the user that a message is lost: it may have been an edit, and then the server's text is
    /// no longer the editor's.
    fn report_lost(&self, fault: &str) {
        tracing::error!("{fault}");
        let message = format!(
            "Scholiast lost a message: {fault}. If what it shows looks out of date, restart the server."
        );
        let params = ShowMessageParams {
            kind: MessageType::Error,
            message,
        };
        self.outbox
            .notify_latest::<ShowMessageNotification>("lost message", params);
    }

    fn reply_error(&self, id: Id, error: jsonrpc::Error) {
        self.outgoing.reply(&Response::from_error(id, error));
    }
}
