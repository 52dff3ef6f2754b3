//! A network between a device and its centre that does what networks do. It stands in this process, so a test decides
//! what happens to which message.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What happens to one request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mishap {
    /// Nothing.
    None,
    /// The request never arrives.
    RequestLost,
    /// It arrives; the answer does not.
    AnswerLost,
    /// Only so many of its bytes arrive.
    RequestCut(usize),
    /// Only so many bytes of the answer arrive.
    AnswerCut(usize),
    /// It arrives twice, one after the other; the first answer comes back.
    Twice,
    /// It arrives, its answer is lost, and once more after the next exchange: late and out of order.
    AgainLater,
    /// The answer to the exchange before comes instead of its own.
    AnswerOfBefore,
    /// Its answer comes so much later.
    Late(Duration),
    /// These bytes come back, and the centre hears of nothing.
    Instead(Vec<u8>),
    /// It passes at so many bytes a second, each way, and takes so much longer.
    Slow { bytes_a_second: u64, longer: Duration },
}

/// A request that came by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Its place among all, from 0.
    pub number: usize,
    /// `POST /v1/push`.
    pub line: String,
    /// How many bytes it had.
    pub bytes: usize,
    /// Whether a header or body of it had this device's signature.
    pub signed: bool,
}

type Rule = Box<dyn FnMut(&Exchange) -> Mishap + Send>;

struct State {
    target: SocketAddr,
    rule: Rule,
    seen: Vec<Exchange>,
    answer_before: Vec<u8>,
    again: Option<Vec<u8>>,
}

/// The network.
pub struct Proxy {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Proxy {
    /// A network that works, to a centre at `http://host:port`.
    pub fn to(url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State {
            target: target(url),
            rule: Box::new(|_| Mishap::None),
            seen: Vec::new(),
            answer_before: Vec::new(),
            again: None,
        }));
        let shared = Arc::clone(&state);
        // It ends with the program: a listener of the standard library cannot be told to stop.
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let state = Arc::clone(&shared);
                thread::spawn(move || pass(stream, &state));
            }
        });
        Self { address, state }
    }

    /// Where a device finds it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on it leads to another centre.
    pub fn leads_to(&self, url: &str) {
        self.lock().target = target(url);
    }

    /// From now on this decides; numbers begin at 0 again.
    pub fn does(&self, rule: impl FnMut(&Exchange) -> Mishap + Send + 'static) {
        let mut state = self.lock();
        state.rule = Box::new(rule);
        state.seen.clear();
        state.again = None;
    }

    /// What came by since.
    pub fn seen(&self) -> Vec<Exchange> {
        self.lock().seen.clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn target(url: &str) -> SocketAddr {
    url.trim_start_matches("http://").parse().expect("an address of this machine")
}

/// One connection carries one exchange: the next one opens its own, as over a network that comes and goes.
fn pass(mut device: TcpStream, state: &Mutex<State>) {
    // Whatever goes wrong on a line that is meant to go wrong is what the device has to bear.
    let _passed = exchange(&mut device, state);
    let _shut = device.shutdown(Shutdown::Both);
}

fn exchange(device: &mut TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let request = whole_request(device)?;
    let (target, mishap, again, before) = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let line = request.split(|byte| *byte == b' ').take(2).collect::<Vec<_>>().join(&b' ');
        let exchange = Exchange {
            number: state.seen.len(),
            line: String::from_utf8_lossy(&line).into_owned(),
            bytes: request.len(),
            signed: String::from_utf8_lossy(&request).to_lowercase().contains("\r\nsignature:"),
        };
        let mishap = (state.rule)(&exchange);
        state.seen.push(exchange);
        (state.target, mishap, state.again.take(), state.answer_before.clone())
    };
    let answer = match &mishap {
        Mishap::RequestLost => Vec::new(),
        Mishap::Instead(answer) => answer.clone(),
        Mishap::RequestCut(bytes) => {
            let mut centre = TcpStream::connect(target)?;
            centre.write_all(&request[..(*bytes).min(request.len())])?;
            Vec::new()
        }
        Mishap::Slow { bytes_a_second, longer } => {
            wait(time_for(request.len(), *bytes_a_second) + *longer);
            let answer = ask(target, &request)?;
            wait(time_for(answer.len(), *bytes_a_second));
            answer
        }
        Mishap::None
        | Mishap::AnswerLost
        | Mishap::AnswerCut(_)
        | Mishap::Twice
        | Mishap::AgainLater
        | Mishap::AnswerOfBefore
        | Mishap::Late(_) => ask(target, &request)?,
    };
    if mishap == Mishap::Twice {
        ask(target, &request)?;
    }
    if let Some(late) = again {
        ask(target, &late)?;
    }
    {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.answer_before.clone_from(&answer);
        if mishap == Mishap::AgainLater {
            state.again = Some(request);
        }
    }
    match mishap {
        Mishap::RequestLost | Mishap::RequestCut(_) | Mishap::AnswerLost | Mishap::AgainLater => Ok(()),
        Mishap::AnswerCut(bytes) => device.write_all(&answer[..bytes.min(answer.len())]),
        Mishap::AnswerOfBefore => device.write_all(&before),
        Mishap::Late(late) => {
            wait(late);
            device.write_all(&answer)
        }
        Mishap::None | Mishap::Twice | Mishap::Instead(_) | Mishap::Slow { .. } => device.write_all(&answer),
    }
}

/// A whole request, with the word that this connection ends after it.
fn whole_request(device: &mut TcpStream) -> io::Result<Vec<u8>> {
    let (mut bytes, mut part) = (Vec::new(), [0; 8192]);
    loop {
        let length = device.read(&mut part)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(&part[..length]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let body = head.split("\r\n").find_map(|line| line.strip_prefix("content-length:"));
        let body = body.and_then(|length| length.trim().parse().ok()).unwrap_or(0_usize);
        if bytes.len() >= end + 4 + body {
            bytes.splice(end..end, *b"\r\nconnection: close");
            return Ok(bytes);
        }
    }
}

fn ask(target: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut centre = TcpStream::connect(target)?;
    centre.write_all(request)?;
    let mut answer = Vec::new();
    centre.read_to_end(&mut answer)?;
    Ok(answer)
}

fn time_for(bytes: usize, bytes_a_second: u64) -> Duration {
    Duration::from_micros(bytes as u64 * 1_000_000 / bytes_a_second)
}

/// Time on the way. Nothing is ever sent on this channel.
fn wait(time: Duration) {
    let (_held, never) = channel::<()>();
    assert_eq!(never.recv_timeout(time), Err(RecvTimeoutError::Timeout), "nobody speaks here");
}
