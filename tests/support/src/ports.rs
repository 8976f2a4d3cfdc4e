//! Ports for servers that a test starts.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::net::{Ipv4Addr, TcpListener};

/// Ports of servers: below the 32,768 from which the system numbers outgoing connections, so that none of those takes
/// a port before its server does.
const FIRST: u16 = 10_000;
const COUNT: u64 = 22_000;
const ATTEMPTS_MAX: usize = 1_000;

/// Ports that were free a moment ago. They are held together until all are known, so that they differ.
///
/// # Errors
/// If too many are taken.
pub fn free<const N: usize>() -> io::Result<[u16; N]> {
    let mut ports = [0; N];
    let mut held = Vec::with_capacity(N);
    for port in &mut ports {
        let (chosen, listener) = (0..ATTEMPTS_MAX)
            .find_map(|_| listen(any_port()))
            .ok_or_else(|| io::Error::new(io::ErrorKind::AddrInUse, "no port is free"))?;
        *port = chosen;
        held.push(listener);
    }
    Ok(ports)
}

fn listen(port: u16) -> Option<(u16, TcpListener)> {
    Some((port, TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()?))
}

/// Any of them, so that tests of other processes rarely choose the same.
fn any_port() -> u16 {
    let random = RandomState::new().build_hasher().finish();
    FIRST + u16::try_from(random % COUNT).unwrap_or_default()
}
