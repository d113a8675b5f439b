//! Starting and stopping: the store is opened, the port is bound, the threads run; at the end open
//! calls are finished and everything is flushed.

mod handshake;

use crate::app::App;
use crate::backup::control::{self, Control};
use crate::clock::Clock;
use crate::config::Config;
use crate::greeting::{Greeting, Ready};
use crate::outgoing::delivering::{self, Delivering};
use crate::place::Place;
use crate::portal::Portal;
use crate::secrets::Vault;
use crate::settings::group;
use crate::setup::SetupLink;
use crate::tls::{Certificates, Https};
use crate::wire::{Stream, Wire};
use crate::{configure, demo, memory, settings, setup};
use actix_http::{HttpService, Protocol, error::DispatchError};
use actix_service::{ServiceFactoryExt, fn_service, map_config};
use actix_web::dev::{AppConfig, Server, ServerHandle};
use actix_web::rt::net::TcpStream;
use actix_web::rt::{
    self, System,
    signal::unix::{SignalKind, signal},
    time::{interval, timeout},
};
use actix_web::web::Data;
use anyhow::{Context, Result, anyhow};
use methods::seed;
use shared::limits::Limits;
use shared::settings::RestAccess;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use store::{Options, Store, StoreError};
use tokio_rustls::TlsAcceptor;

/// How often what is due by time is looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(10 * 60);

/// How often counts of calls are written.
const COUNT_EVERY: Duration = Duration::from_secs(1);

/// How often memory that bulk work has freed is given back.
const GIVE_BACK_EVERY: Duration = Duration::from_secs(5);

/// How long what a client still sends after its answer is read: it may not see the answer before.
const LINGER: Duration = Duration::from_secs(2);

/// How long a client may take to agree on the terms of TLS.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// How long open calls may take once the portal stops, in seconds.
const LAST_CALLS: u64 = 30;

/// A running portal; stopped with [`Running::stop`], or with [`Running::wait`] on a signal.
pub struct Running {
    address: SocketAddr,
    greeting: Greeting,
    app: Data<App>,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    delivering: Delivering,
    control: Option<Control>,
    place: Place,
}

/// Starts a portal; it answers when this returns.
///
/// # Errors
/// When the data cannot be opened, the key cannot be read, or the port is taken.
pub fn start(config: Config) -> Result<Running> {
    start_at(config, Clock::default())
}

/// [`start`] with a clock that the caller can move.
///
/// # Errors
/// Those of [`start`].
pub fn start_at(config: Config, clock: Clock) -> Result<Running> {
    // Before anything is written: a taken port should leave no trace.
    let listener = TcpListener::bind(config.listen).with_context(|| {
        format!("cannot listen on {}; --listen ADDR:PORT chooses another address or port", config.listen)
    })?;
    let address = listener.local_addr()?;
    let place = Place::open(config.data.as_deref())?;
    let store = Store::open(place.path(), Options { cache_bytes: config.cache_bytes, ..Options::default() })?;
    let vault = Vault::open(place.path(), config.key.as_deref())?;
    let opened = |https| Certificates::open(https, place.path(), clock.now());
    let certificates = config.https.as_ref().map(opened).transpose()?.map(Arc::new);
    let tls = certificates.as_ref().map(Certificates::acceptor).transpose()?;
    let url = shown_url(&config, address);
    let (mut app, greeting) = open(config, clock, store, vault, &url)?;
    app.certificates = certificates;
    let authority = app.certificates.as_ref().and_then(|certificates| certificates.authority());
    let greeting = Greeting { authority: authority.map(Path::to_owned), ..greeting };
    let app = Data::new(app);
    let control = control::listen(place.path(), app.clone());
    let delivering = delivering::start(&app, &url)?;
    let (handle, server) = serve(app.clone(), listener, tls)?;
    Ok(Running { address, greeting, app, handle, server, delivering, control, place })
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to tell whoever started it.
    pub fn greeting(&self) -> &Greeting {
        &self.greeting
    }

    /// The state that its handlers share.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Runs until the process is asked to end or serving fails, then stops.
    ///
    /// # Errors
    /// When serving or the last flush failed.
    pub fn wait(self) -> Result<()> {
        System::new()
            .block_on(async {
                let mut terminate = signal(SignalKind::terminate())?;
                let mut interrupt = signal(SignalKind::interrupt())?;
                let mut look = interval(Duration::from_secs(1));
                loop {
                    tokio::select! {
                        _ = terminate.recv() => return Ok(()),
                        _ = interrupt.recv() => return Ok(()),
                        _ = look.tick() => if self.server.is_finished() || !self.app.store.healthy() { return Ok(()) },
                    }
                }
            })
            .map_err(|error: std::io::Error| anyhow!(error).context("signals cannot be listened to"))?;
        tracing::info!("stopping");
        self.stop()
    }

    /// Finishes open calls, stops, and flushes.
    ///
    /// # Errors
    /// When serving or the last flush failed.
    pub fn stop(self) -> Result<()> {
        let Running { app, handle, server, delivering, control, place, .. } = self;
        System::new().block_on(handle.stop(true));
        let served = server.join().map_err(|_| anyhow!("the server panicked"))?;
        app.outgoing.stop();
        delivering.join();
        drop(control);
        let now = app.clock.now();
        // A second later, so that the last one is over.
        let counted = app.stats().write(now).and(app.portal.log.write(now + 1000));
        let flushed = counted.and_then(|()| app.store.flush());
        drop(app);
        drop(place);
        served.context("serving failed")?;
        flushed.context("the last flush failed")
    }
}

/// The portal on its store: as it was, with its new demo company, or waiting to be set up.
fn open(config: Config, clock: Clock, store: Store, vault: Vault, url: &str) -> Result<(App, Greeting)> {
    let known = settings::load(&store)?;
    let demo = config.demo.filter(|_| known.is_none());
    let waits = known.is_none() && demo.is_none();
    let settings = known.map_or_else(|| settings::defaults(&store), Ok)?;
    let services = setup::services(&store, settings).map_err(anyhow::Error::msg)?;
    if !waits && demo.is_none() {
        // What portals of this release start with, for one that an earlier release or a backup made.
        seed::catch_up(&services, clock.now())?.wait()?;
    }
    let portal = Portal::new(services, clock);
    let kept = |store| group::read::<Limits>(store).map(|group| group.value);
    portal.meter.set(config.limits.map_or_else(|| kept(&store), Ok)?);
    portal.door.set(group::read::<RestAccess>(&store)?.value.state);
    let (link, token) = SetupLink::open();
    let link = if waits { link } else { SetupLink::default() };
    let app = App::new(config, portal, vault, link);
    let what = match demo {
        _ if waits => Ready::SetUp { link: format!("{url}/setup#{token}") },
        Some(demo) => {
            let made = demo::make(&app, demo, url, app.clock.now());
            // What making the company took is not needed any more.
            memory::give_back();
            Ready::Demo(made.map_err(|refusal| anyhow!(refusal.reason()))?)
        }
        None => Ready::Again,
    };
    Ok((app, Greeting { url: url.to_owned(), what, authority: None }))
}

/// The address that people on this machine can open.
fn shown_url(config: &Config, address: SocketAddr) -> String {
    let mut reachable = address;
    if reachable.ip().is_unspecified() {
        reachable.set_ip(match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    let plain = || match &config.https {
        None => format!("http://{reachable}"),
        // Certificates are for names, and every one of these leads here.
        Some(Https::Dev { host }) => format!("https://{}", with_port(host, reachable.port())),
        Some(Https::Files { .. }) => format!("https://{reachable}"),
    };
    config.public_url.as_ref().map_or_else(plain, ToString::to_string)
}

fn with_port(host: &str, port: u16) -> String {
    match port {
        443 => host.to_owned(),
        port => format!("{host}:{port}"),
    }
}

/// Answers requests from a thread of its own, which ends when the server is stopped.
fn serve(
    app: Data<App>,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
) -> Result<(ServerHandle, JoinHandle<std::io::Result<()>>)> {
    let (started, handle) = mpsc::channel();
    let thread = thread::Builder::new().name("portico".to_owned()).spawn(move || {
        System::new().block_on(async move {
            let workers = app.config.workers;
            let chores = app.clone();
            let server = Server::build()
                .workers(workers)
                .shutdown_timeout(LAST_CALLS)
                .disable_signals()
                .listen("portico", listener, move || {
                    let app = actix_web::App::new().app_data(app.clone()).configure(configure);
                    let http = HttpService::build()
                        .client_disconnect_timeout(LINGER)
                        .finish(map_config(app, |()| AppConfig::default()));
                    let tls = tls.clone();
                    fn_service(move |io| accept(io, tls.clone())).and_then(http)
                })?
                .run();
            // Nobody waits for the handle only when the start was given up.
            let _ = started.send(server.handle());
            rt::spawn(repeat(SWEEP_EVERY, "sweeping", chores.clone(), App::sweep));
            rt::spawn(repeat(GIVE_BACK_EVERY, "giving memory back", chores.clone(), |_| {
                memory::give_back();
                Ok(())
            }));
            rt::spawn(repeat(COUNT_EVERY, "counting", chores, |app| {
                let now = app.clock.now();
                app.stats().write(now).and(app.portal.log.write(now))
            }));
            server.await
        })
    })?;
    match handle.recv() {
        Ok(handle) => Ok((handle, thread)),
        Err(_) => {
            thread.join().map_err(|_| anyhow!("the server panicked"))?.context("the server did not start")?;
            Err(anyhow!("the server ended at once"))
        }
    }
}

/// Takes a connection in.
async fn accept(
    io: TcpStream,
    tls: Option<TlsAcceptor>,
) -> Result<(Wire, Protocol, Option<SocketAddr>), DispatchError> {
    let peer = io.peer_addr().ok();
    // Without it an answer may wait for the client's acknowledgement of the one before.
    let _ = io.set_nodelay(true);
    let stream = match tls {
        None => Stream::Plain(io),
        Some(tls) => {
            let shaken = timeout(HANDSHAKE, handshake::perform(io, &tls)).await;
            Stream::Tls(shaken.map_err(|_| DispatchError::SlowRequestTimeout)?.map_err(DispatchError::Io)?)
        }
    };
    Ok((Wire::new(stream), Protocol::Http1, peer))
}

/// Does over and over what no request asks for.
async fn repeat(every: Duration, what: &'static str, app: Data<App>, act: fn(&App) -> Result<(), StoreError>) {
    let mut times = interval(every);
    loop {
        times.tick().await;
        if let Err(error) = act(&app) {
            tracing::error!(%error, "{what} failed");
        }
    }
}
