//! A wire that counts its bytes, both ways, and changes none.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub(crate) struct Wire {
    address: SocketAddr,
    bytes: Arc<AtomicU64>,
}

impl Wire {
    pub(crate) fn to(url: &str) -> Self {
        let target: SocketAddr =
            url.trim_start_matches("http://").parse().expect("an address of this machine");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let bytes = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&bytes);
        thread::spawn(move || {
            for near in listener.incoming().filter_map(Result::ok) {
                let far = TcpStream::connect(target).expect("the other side");
                for socket in [&near, &far] {
                    socket.set_nodelay(true).expect("a socket");
                }
                let (near_again, far_again) =
                    (near.try_clone().expect("a socket"), far.try_clone().expect("a socket"));
                let (up, down) = (Arc::clone(&count), Arc::clone(&count));
                thread::spawn(move || carry(near, far, &up));
                thread::spawn(move || carry(far_again, near_again, &down));
            }
        });
        Self { address, bytes }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, bytes: &AtomicU64) {
    let mut part = [0; 64 * 1024];
    while let Ok(length) = from.read(&mut part) {
        if length == 0 || to.write_all(&part[..length]).is_err() {
            break;
        }
        bytes.fetch_add(length as u64, Ordering::Relaxed);
    }
    let _shut = to.shutdown(Shutdown::Write);
}
