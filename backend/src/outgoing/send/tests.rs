//! Requests to servers of all sorts on this machine: what is sent, what is refused, and in which words.
use super::*;
use crate::outgoing::dial::{self, Line as Io};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use rustls::{RootCertStore, ServerConfig};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A server that says the same to everybody.
struct Server {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Server {
    async fn saying(answer: impl Into<Vec<u8>>) -> Server {
        Server::start(answer.into(), None).await
    }

    async fn start(answer: Vec<u8>, tls: Option<TlsAcceptor>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = asked.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let (answer, counter, tls) = (answer.clone(), counter.clone(), tls.clone());
                tokio::spawn(async move {
                    let mut line: Box<dyn Io> = match tls {
                        None => Box::new(line),
                        Some(tls) => match tls.accept(line).await {
                            Ok(line) => Box::new(line),
                            Err(_) => return,
                        },
                    };
                    let mut request = [0; 4096];
                    if line.read(&mut request).await.is_ok_and(|read| read > 0) {
                        counter.fetch_add(1, Ordering::SeqCst);
                        let _ = line.write_all(&answer).await;
                        let _ = line.shutdown().await;
                    }
                });
            }
        });
        Server { port, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Names lead to what the list says, one entry after the other, the last for ever.
fn names(lead_to: &[&[IpAddr]]) -> Resolve {
    let left: Mutex<Vec<Vec<IpAddr>>> = Mutex::new(lead_to.iter().rev().map(|one| one.to_vec()).collect());
    Arc::new(move |_, _| {
        let mut left = left.lock().unwrap();
        let next = if left.len() > 1 { left.pop() } else { left.last().cloned() };
        Box::pin(async move { Ok(next.unwrap_or_default()) })
    })
}

fn sender(allowed: &[&str], resolve: Resolve) -> Sender {
    Sender::new(Guard::new(allowed.iter().copied()), resolve, Arc::new(dial::trust().unwrap()))
}

async fn post(sender: &Sender, url: &str) -> Tried {
    match sender.target(url) {
        Ok(target) => sender.send(Post { target, headers: Vec::new(), body: b"event=ONAPPTEST".to_vec() }).await,
        Err(problem) => Tried { problem: Some(problem), ..Tried::default() },
    }
}

fn code(tried: &Tried) -> &str {
    tried.problem.as_ref().map_or("", |problem| &problem.code)
}

const OK: &str =
    "HTTP/1.1 200 OK\r\nx-one: 1\r\nset-cookie: secret=1\r\nconnection: close\r\ncontent-length: 4\r\n\r\nfine";

#[actix_web::test]
async fn an_answer_is_kept_but_for_its_cookies() {
    let server = Server::saying(OK).await;
    let tried = post(&sender(&["127.0.0.1"], dial::system()), &format!("http://127.0.0.1:{}/", server.port)).await;
    assert_eq!((tried.status, tried.body.as_str(), tried.cut, code(&tried)), (Some(200), "fine", false, ""));
    let kept: Vec<&str> = tried.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(kept, ["x-one", "connection", "content-length"]);
}

#[actix_web::test]
async fn a_redirect_is_told_and_not_followed() {
    let inside = Server::saying(OK).await;
    let location = format!("http://127.0.0.1:{}/inside", inside.port);
    let server = Server::saying(format!("HTTP/1.1 307 Go\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n")).await;
    let tried = post(&sender(&["127.0.0.1"], dial::system()), &format!("http://127.0.0.1:{}/", server.port)).await;
    assert_eq!((tried.status, code(&tried)), (Some(307), "handler_redirect"));
    assert_eq!(tried.problem.unwrap().detail, location);
    assert_eq!((server.asked(), inside.asked()), (1, 0));
}

#[actix_web::test]
async fn a_name_that_means_something_else_the_next_time_gains_nothing() {
    let server = Server::saying(OK).await;
    let elsewhere: IpAddr = [10, 0, 0, 1].into();
    let sender = sender(&["127.0.0.1"], names(&[&[HERE], &[elsewhere], &[HERE, elsewhere], &[]]));
    let url = format!("http://rebind.example:{}/", server.port);
    let codes =
        [post(&sender, &url).await, post(&sender, &url).await, post(&sender, &url).await, post(&sender, &url).await];
    let codes = codes.each_ref().map(code);
    assert_eq!(codes, ["", "handler_internal", "handler_internal", "handler_unresolved"]);
    assert_eq!(server.asked(), 1);
}

#[actix_web::test]
async fn a_name_that_leads_here_is_refused_unless_it_is_allowed() {
    let server = Server::saying(OK).await;
    let url = format!("https://public.example:{}/", server.port);
    assert_eq!(code(&post(&sender(&[], names(&[&[HERE]])), &url).await), "handler_internal");
    assert_eq!(server.asked(), 0);
}

#[actix_web::test]
async fn long_answers_are_cut_and_what_is_no_answer_is_told() {
    let long = format!("HTTP/1.1 500 No\r\ncontent-length: 300000\r\n\r\n{}", "x".repeat(300_000));
    let server = Server::saying(long).await;
    let here = sender(&["127.0.0.1"], dial::system());
    let tried = post(&here, &format!("http://127.0.0.1:{}/", server.port)).await;
    assert_eq!((tried.status, tried.body.len(), tried.cut), (Some(500), BODY_KEPT, true));
    assert_eq!(tried.problem.unwrap().detail, "500");

    let server = Server::saying("SSH-2.0-OpenSSH_9.6\r\n").await;
    assert_eq!(code(&post(&here, &format!("http://127.0.0.1:{}/", server.port)).await), "handler_no_http");
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let tried = post(&here, &format!("http://127.0.0.1:{free}/")).await;
    let problem = tried.problem.unwrap();
    assert_eq!((problem.code.as_str(), problem.detail.as_str()), ("handler_unreachable", "connection refused"));
}

#[actix_web::test]
async fn certificates_count() {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["handler.example".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key).unwrap();
    let server = Server::start(OK.into(), Some(TlsAcceptor::from(Arc::new(config)))).await;
    let url = |host: &str| format!("https://{host}:{}/", server.port);
    let stranger = post(&sender(&["127.0.0.1"], names(&[&[HERE]])), &url("handler.example")).await;
    assert_eq!((code(&stranger), server.asked()), ("handler_tls", 0));

    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).unwrap();
    let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let tls = Arc::new(tls.with_root_certificates(roots).with_no_client_auth());
    let trusting = Sender::new(Guard::new(["127.0.0.1"]), names(&[&[HERE]]), tls);
    assert_eq!(post(&trusting, &url("handler.example")).await.status, Some(200));
    assert_eq!(code(&post(&trusting, &url("other.example")).await), "handler_tls");
}
