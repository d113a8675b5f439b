//! Connections, with one leniency: letters beyond ASCII and the comparisons of filters are
//! percent-encoded in request lines on their way in; and with a body for refusals that would have none.
//!
//! People paste `…?fields[TITLE]=Test entité` and `filter[>ID]=5` into curl, which sends them as they are; the
//! servers that this protocol grew up on take them, the URI parser below actix does not. To know where
//! request lines are, the bytes of each request are followed through its headers and past its body.

mod bare;
mod stream;

pub use stream::Stream;

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection.
pub struct Wire {
    io: Stream,
    place: Place,
    header: Vec<u8>,
    body: u64,
    /// Encoded bytes that did not fit into the reader's buffer.
    pending: Vec<u8>,
    /// Bytes of an answer that were taken from the writer and are not sent yet.
    unsent: Vec<u8>,
}

/// What the next byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A request line; clients may send empty lines before it.
    Line {
        begun: bool,
    },
    Headers,
    Body(u64),
    /// A body without a length, or another protocol: nothing is changed from here on.
    Rest,
}

impl Place {
    const LINE: Place = Place::Line { begun: false };
}

/// Longest start of a header line that is looked at.
const HEADER_START: usize = 64;

impl Wire {
    /// A connection that has just been accepted.
    pub fn new(io: Stream) -> Wire {
        Wire { io, place: Place::LINE, header: Vec::new(), body: 0, pending: Vec::new(), unsent: Vec::new() }
    }

    /// Follows bytes that have arrived; `Some` are the bytes to pass on when they must change.
    fn follow(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut changed: Option<Vec<u8>> = None;
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let length = match self.place {
                Place::Line { begun } => {
                    let length = line_length(rest);
                    let line = &rest[..length];
                    if changed.is_none() && line.iter().any(|byte| must_change(*byte)) {
                        changed = Some(bytes[..at].to_vec());
                    }
                    if let Some(out) = &mut changed {
                        line.iter().for_each(|byte| encode(*byte, out));
                    }
                    let begun = begun || line.iter().any(|byte| !byte.is_ascii_whitespace());
                    self.place = if begun && line.ends_with(b"\n") { Place::Headers } else { Place::Line { begun } };
                    at += length;
                    continue;
                }
                Place::Headers => self.header_line(rest),
                Place::Body(left) => {
                    let length = left.min(rest.len() as u64);
                    self.place = if length == left { Place::LINE } else { Place::Body(left - length) };
                    length as usize
                }
                Place::Rest => rest.len(),
            };
            if let Some(out) = &mut changed {
                out.extend_from_slice(&rest[..length]);
            }
            at += length;
        }
        changed
    }

    /// Takes a header line or a part of one, and says how long it was.
    fn header_line(&mut self, bytes: &[u8]) -> usize {
        let length = line_length(bytes);
        let line = &bytes[..length];
        let room = HEADER_START.saturating_sub(self.header.len());
        self.header.extend_from_slice(&line[..length.min(room)]);
        if line.ends_with(b"\n") {
            let header = self.header.trim_ascii();
            let colon = header.iter().position(|byte| *byte == b':');
            let (name, value) = colon.map_or((header, &b""[..]), |at| (&header[..at], &header[at + 1..]));
            let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
            if header.is_empty() {
                self.place = if self.body == 0 { Place::LINE } else { Place::Body(self.body) };
                self.body = 0;
            } else if is("content-length") {
                let digits = std::str::from_utf8(value.trim_ascii()).unwrap_or_default();
                self.body = digits.parse().unwrap_or(0);
            } else if is("transfer-encoding") || is("upgrade") {
                self.place = Place::Rest;
            }
            self.header.clear();
        }
        length
    }
}

impl Wire {
    fn poll_unsent(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.unsent.is_empty() {
            let sent = ready!(Pin::new(&mut self.io).poll_write(cx, &self.unsent))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.unsent.drain(..sent);
        }
        Poll::Ready(Ok(()))
    }
}

fn line_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1)
}

/// What the parser below refuses and people write.
fn must_change(byte: u8) -> bool {
    byte > 127 || matches!(byte, b'<' | b'>' | b'"')
}

fn encode(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    match must_change(byte) {
        false => out.push(byte),
        true => out.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.pending.is_empty() {
            let start = buf.filled().len();
            let read = Pin::new(&mut self.io).poll_read(cx, buf);
            let Poll::Ready(Ok(())) = &read else { return read };
            match self.follow(&buf.filled()[start..]) {
                None => return read,
                Some(changed) => {
                    buf.set_filled(start);
                    self.pending = changed;
                }
            }
        }
        let length = self.pending.len().min(buf.remaining());
        let rest = self.pending.split_off(length);
        buf.put_slice(&std::mem::replace(&mut self.pending, rest));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_unsent(cx))?;
        let Some(whole) = bare::with_body(buf) else { return Pin::new(&mut self.io).poll_write(cx, buf) };
        self.unsent = whole;
        // What cannot be sent now is sent by the flush that follows.
        match self.poll_unsent(cx) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            _ => Poll::Ready(Ok(buf.len())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_unsent(cx))?;
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_unsent(cx))?;
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::rt::net::TcpStream;
    use std::net::TcpListener;

    /// What a reader gets when the bytes arrive in pieces of a size.
    fn passed_on(bytes: &[u8], piece: usize) -> Vec<u8> {
        let runtime = actix_web::rt::Runtime::new().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let io = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            let mut wire = Wire::new(Stream::Plain(io));
            bytes.chunks(piece).flat_map(|piece| wire.follow(piece).unwrap_or_else(|| piece.to_vec())).collect()
        })
    }

    #[test]
    fn only_request_lines_change_however_the_bytes_arrive() {
        let sent = "GET /a?t=entité&filter[>=ID]=<\"5\" HTTP/1.1\r\nHost: é\r\n\r\n\
                    POST /b HTTP/1.1\r\nContent-Length: 6\r\n\r\né\n\ré\
                    GET /ж HTTP/1.1\r\n\r\n";
        let wanted = "GET /a?t=entit%C3%A9&filter[%3E=ID]=%3C%225%22 HTTP/1.1\r\nHost: é\r\n\r\n\
                      POST /b HTTP/1.1\r\nContent-Length: 6\r\n\r\né\n\ré\
                      GET /%D0%B6 HTTP/1.1\r\n\r\n";
        for piece in [1, 2, 3, 7, 50, 1000] {
            assert_eq!(String::from_utf8(passed_on(sent.as_bytes(), piece)).unwrap(), wanted, "pieces of {piece}");
        }
    }

    #[test]
    fn a_body_without_a_length_is_left_alone() {
        let sent = "POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\né\n\r\nGET /é HTTP/1.1\r\n";
        assert_eq!(passed_on(sent.as_bytes(), 9), sent.as_bytes());
    }
}
