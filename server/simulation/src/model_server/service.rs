//! The HTTP side: accepts connections, records requests, writes replies.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, Stream};
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::record::{Bearer, OpenConnection, Received, Record, Witness};
use super::script::{Plain, Reply, Script};
use super::wire::{self, End};

type HttpResponse = hyper::Response<BoxedBody>;
type BoxedBody = http_body_util::combinators::UnsyncBoxBody<Bytes, ConnectionCut>;

/// Tells hyper to break the connection off.
#[derive(Debug, thiserror::Error)]
#[error("the script cuts the connection here")]
struct ConnectionCut;

/// Serves every connection until the task is aborted, which closes them all.
pub(super) async fn accept(
    listener: TcpListener,
    script: Arc<Script>,
    record: watch::Sender<Record>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Ok((socket, _)) = listener.accept() => {
                connections.spawn(serve(socket, Arc::clone(&script), record.clone()));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(socket: TcpStream, script: Arc<Script>, record: watch::Sender<Record>) {
    let _open = OpenConnection::new(record.clone());
    // Without this the pieces of a stream reach the client in batches.
    let _ = socket.set_nodelay(true);
    let service = service_fn(|request| respond(request, Arc::clone(&script), record.clone()));
    // A connection that fails has been cut, by the script or by the client: both are recorded.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(socket), service)
        .await;
}

async fn respond(
    request: Request<Incoming>,
    script: Arc<Script>,
    record: watch::Sender<Record>,
) -> Result<HttpResponse, Infallible> {
    let witness = Witness::new(record.clone());
    let received = match receive(request).await {
        Ok(received) => received,
        Err(refusal) => return Ok(write(wire::plain(&refusal), witness)),
    };
    let number = note(&record, &received);
    Ok(match script.reply(number, &received) {
        Reply::Stream(reply) => write(wire::streamed(&reply, &received), witness),
        Reply::Plain(reply) => write(wire::plain(&reply), witness),
        // The witness stays here: when the client leaves, hyper drops this future and it speaks.
        Reply::Silence => std::future::pending().await,
    })
}

/// Adds the request to the record and returns its zero-based number.
fn note(record: &watch::Sender<Record>, received: &Received) -> usize {
    let mut number = 0;
    record.send_modify(|record| {
        number = record.requests.len();
        record.requests.push(received.clone());
    });
    number
}

/// Reads a chat request, or says as an OpenAI-compatible server would why it is none.
async fn receive(request: Request<Incoming>) -> Result<Received, Plain> {
    let path = request
        .uri()
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    if request.uri().path() != "/v1/chat/completions" {
        return Err(Plain::error(
            404,
            "only /v1/chat/completions is served here",
        ));
    }
    let (headers, bearer) = headers_of(request.headers());
    let body = request
        .into_body()
        .collect()
        .await
        .map_err(|error| Plain::error(400, &error.to_string()))?
        .to_bytes();
    let body: Value =
        serde_json::from_slice(&body).map_err(|error| Plain::error(400, &error.to_string()))?;
    Ok(Received {
        path,
        headers,
        bearer,
        body,
    })
}

fn headers_of(headers: &HeaderMap) -> (BTreeMap<String, String>, Option<Bearer>) {
    let mut named: BTreeMap<String, String> = headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.to_string(), value)
        })
        .collect();
    let bearer = named
        .remove("authorization")
        .and_then(|value| Bearer::of_header(&value));
    (named, bearer)
}

fn write(response: wire::Response, witness: Witness) -> HttpResponse {
    let mut headers = HeaderMap::new();
    for (name, value) in &response.headers {
        let pair = (name.parse::<HeaderName>(), value.parse::<HeaderValue>());
        if let (Ok(name), Ok(value)) = pair {
            headers.append(name, value);
        }
    }
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let writing = Writing {
        blocks: response.blocks.into(),
        pause: Duration::ZERO,
        delay: response.delay,
        end: response.end,
        witness,
    };
    let mut http = hyper::Response::new(StreamBody::new(writing.into_stream()).boxed_unsync());
    *http.status_mut() = status;
    *http.headers_mut() = headers;
    http
}

/// A response body on its way out.
struct Writing {
    blocks: VecDeque<Bytes>,
    /// The pause before the next block.
    pause: Duration,
    /// The pause before every block but the first.
    delay: Duration,
    end: End,
    witness: Witness,
}

impl Writing {
    fn into_stream(self) -> impl Stream<Item = Result<Frame<Bytes>, ConnectionCut>> {
        stream::unfold(self, |mut writing| async {
            let block = writing.next().await?;
            Some((block.map(Frame::data), writing))
        })
    }

    async fn next(&mut self) -> Option<Result<Bytes, ConnectionCut>> {
        match self.blocks.pop_front() {
            Some(block) => {
                // Even a sleep of no time takes the timer's millisecond.
                if !self.pause.is_zero() {
                    tokio::time::sleep(self.pause).await;
                }
                self.pause = self.delay;
                if self.blocks.is_empty() && self.end == End::Complete {
                    self.witness.finished();
                }
                Some(Ok(block))
            }
            None => self.after_the_last().await,
        }
    }

    async fn after_the_last(&mut self) -> Option<Result<Bytes, ConnectionCut>> {
        match self.end {
            End::Complete => {
                self.witness.finished();
                None
            }
            End::Hang => std::future::pending().await,
            End::Cut => {
                // hyper flushes while the body waits; cutting at once would lose written blocks.
                tokio::time::sleep(Duration::from_millis(10)).await;
                self.witness.finished();
                Some(Err(ConnectionCut))
            }
        }
    }
}
