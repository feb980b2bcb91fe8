//! The server: answers browsers on this machine, and nobody else.
//!
//! It listens on 127.0.0.1 alone. The address has a secret in it, which other users of the machine do not know. The `Host` of
//! each request must be this server, so that no page from elsewhere reaches it under a name of its own. Nothing that a browser
//! sends is a path of a file, and no request changes anything.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::{Ipv4Addr, TcpListener as StdListener};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use super::board::Board;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use make_briefing::batch::preview;
use make_briefing::web;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::AbortHandle;

/// Connections at a time: a browser holds one open for messages and uses six for the rest.
const MOST_CONNECTIONS: usize = 128;

/// Images that are drawn at a time: each reads the specs anew.
const MOST_DRAWINGS: usize = 2;

/// How often an unchanged page sends a sign of life.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What a page of the preview may do: use what this server has.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// This server's own names, and the secret in its address.
#[derive(Debug)]
struct Address {
    hosts: [String; 2],
    secret: String,
}

/// Listens on a port, 0 for a free one, and answers on a thread of its own. Returns the address for the browser.
///
/// # Errors
/// Why the port cannot be listened on, or the system gives no thread.
pub(super) fn start(board: Arc<Board>, port: u16) -> io::Result<String> {
    let listener = StdListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let address = Arc::new(Address {
        hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
        secret: secret(),
    });
    let whole = format!("http://{}/{}/", address.hosts[0], address.secret);
    thread::Builder::new().spawn(move || {
        runtime.block_on(async {
            if let Ok(listener) = TcpListener::from_std(listener) {
                accept(listener, board, address).await;
            }
        });
    })?;
    Ok(whole)
}

/// Thirty-two digits that nobody can foresee.
fn secret() -> String {
    // Each `RandomState` has random keys.
    (0..2).map(|part| format!("{:016x}", RandomState::new().hash_one(part))).collect()
}

/// An open connection.
struct Connection {
    task: AbortHandle,
    /// Whether it has asked with the secret.
    is_known: Arc<AtomicBool>,
}

async fn accept(listener: TcpListener, board: Arc<Board>, address: Arc<Address>) {
    let drawings = Arc::new(Semaphore::new(MOST_DRAWINGS));
    let mut open: Vec<Connection> = Vec::new();
    loop {
        let accepted = listener.accept().await;
        open.retain(|one| !one.task.is_finished());
        if accepted.is_err() || open.len() >= MOST_CONNECTIONS {
            make_room(&mut open);
        }
        let Ok((stream, _)) = accepted else {
            // The system has no room at the moment.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // A message is small, and should not wait for the next.
        let _ = stream.set_nodelay(true);
        let is_known = Arc::new(AtomicBool::new(false));
        let site = Site {
            board: board.clone(),
            address: address.clone(),
            drawings: drawings.clone(),
            is_known: is_known.clone(),
        };
        let task = tokio::spawn(async move {
            let service = service_fn(move |request| {
                let site = site.clone();
                async move { Ok::<_, Infallible>(answer(&request, &site).await) }
            });
            // A browser that goes away in the middle is no error.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(Duration::from_secs(60))
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
        open.push(Connection { task: task.abort_handle(), is_known });
    }
}

/// Closes the oldest connection that has not shown the secret, or else the oldest of all, so that idle connections cannot
/// lock out the next browser.
fn make_room(open: &mut Vec<Connection>) {
    let stranger = open.iter().position(|one| !one.is_known.load(Ordering::Relaxed));
    if !open.is_empty() {
        open.remove(stranger.unwrap_or_default()).task.abort();
    }
}

/// What requests of a connection are answered from.
#[derive(Clone)]
struct Site {
    board: Arc<Board>,
    address: Arc<Address>,
    drawings: Arc<Semaphore>,
    is_known: Arc<AtomicBool>,
}

/// The answer to a request, with the headers that all answers have.
async fn answer(request: &Request<Incoming>, site: &Site) -> Response<Answer> {
    let mut response = route(request, site).await;
    if !site.is_known.load(Ordering::Relaxed) {
        // A stranger has nothing more to ask.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn route(request: &Request<Incoming>, site: &Site) -> Response<Answer> {
    let Site { board, address, .. } = site;
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| address.hosts.iter().any(|own| own == host)) {
        return plain(StatusCode::FORBIDDEN, "this server has another name");
    }
    if request.method() != Method::GET {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "the preview only shows: there is nothing to write to");
    }
    let path = request.uri().path().strip_prefix('/').unwrap_or_default();
    let Some(rest) = path.strip_prefix(address.secret.as_str()).and_then(|rest| rest.strip_prefix('/'))
    else {
        return plain(StatusCode::NOT_FOUND, "open the address that make-briefing has printed");
    };
    site.is_known.store(true, Ordering::Relaxed);
    let file = |kind: &'static str, bytes: Option<Bytes>| match bytes {
        Some(bytes) => whole(StatusCode::OK, kind, bytes),
        None => plain(StatusCode::NOT_FOUND, "there is nothing of this name"),
    };
    let text = |text: &'static str| Some(Bytes::from_static(text.as_bytes()));
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        [""] => file("text/html; charset=utf-8", text(include_str!("shell.html"))),
        ["preview.js"] => file("text/javascript; charset=utf-8", text(include_str!("preview.js"))),
        ["preview.css"] => file("text/css; charset=utf-8", text(include_str!("preview.css"))),
        ["page.js"] => file("text/javascript; charset=utf-8", text(web::SCRIPT)),
        ["events"] => events(board),
        ["piece", name] => {
            let piece = board.piece(name).map(|piece| Bytes::copy_from_slice(piece.as_bytes()));
            file("text/plain; charset=utf-8", piece)
        }
        ["font", number] => {
            let font = number.parse().ok().and_then(|number| board.font(number));
            file("font/ttf", font.map(Bytes::from))
        }
        ["spec", id] => file("text/plain; charset=utf-8", board.spec(id).map(Bytes::from)),
        ["image", id, variant] => {
            let (id, variant) = ((*id).to_owned(), variant.parse());
            let (board, place) = (board.clone(), site.drawings.clone().acquire_owned().await);
            let draw = move || {
                let image = preview::image(&board.specs, &board.set, &id, variant.ok()?);
                drop(place);
                image
            };
            let image = tokio::task::spawn_blocking(draw).await.ok().flatten();
            file("image/svg+xml", image.map(Bytes::from))
        }
        _ => file("text/plain; charset=utf-8", None),
    }
}

/// Server-sent events: the message on the page now, and again whenever it has changed.
fn events(board: &Arc<Board>) -> Response<Answer> {
    let (sender, receiver) = mpsc::channel(4);
    let board = board.clone();
    tokio::spawn(async move {
        let mut number = board.follow();
        loop {
            number.mark_unchanged();
            let message = board.message();
            // A browser that has gone takes nothing any more.
            if !message.is_empty() && sender.send(Bytes::from(format!("data: {message}\n\n"))).await.is_err()
            {
                return;
            }
            loop {
                match tokio::time::timeout(HEARTBEAT, number.changed()).await {
                    Ok(Ok(())) => break,
                    Ok(Err(_)) => return,
                    Err(_) if sender.send(Bytes::from_static(b":\n\n")).await.is_err() => return,
                    Err(_) => {}
                }
            }
        }
    });
    let mut response = Response::new(Answer::Events(receiver));
    let kind = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Answer> {
    whole(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

fn whole(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response<Answer> {
    let mut response = Response::new(Answer::Whole(Some(bytes)));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The body of an answer.
#[derive(Debug)]
enum Answer {
    /// All of it at once.
    Whole(Option<Bytes>),
    /// Messages as they come.
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Events(messages) => {
                messages.poll_recv(context).map(|message| message.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Events(_) => SizeHint::default(),
        }
    }
}
