//! The beginning of a connection under TLS. A client that speaks plain http to it is told so, where
//! others would only see the connection close.

use actix_web::rt::net::TcpStream;
use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// First byte of a handshake; no HTTP request begins with it.
const HANDSHAKE: u8 = 22;

const REFUSAL: &str = r#"{"error":"INVALID_REQUEST","error_description":"Https required"}"#;

/// Agrees with a client on keys.
///
/// # Errors
/// When it does not speak TLS, or trusts no certificate of ours.
pub async fn perform(mut io: TcpStream, tls: &TlsAcceptor) -> io::Result<Box<TlsStream<TcpStream>>> {
    let mut first = [0];
    if io.peek(&mut first).await? == 1 && first[0] != HANDSHAKE {
        refuse(&mut io).await?;
        return Err(io::Error::new(io::ErrorKind::InvalidData, "plain http on a connection for TLS"));
    }
    Ok(Box::new(tls.accept(io).await?))
}

async fn refuse(io: &mut TcpStream) -> io::Result<()> {
    // What is left unread when a connection closes takes the answer with it.
    let _ = io.read(&mut [0; 16 << 10]).await?;
    let length = REFUSAL.len();
    let head = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nConnection: close";
    io.write_all(format!("{head}\r\nContent-Length: {length}\r\n\r\n{REFUSAL}").as_bytes()).await?;
    io.shutdown().await
}
