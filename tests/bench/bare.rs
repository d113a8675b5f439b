//! The measure of all things: an actix handler that does nothing but answer a file's bytes.

use actix_web::{App, HttpResponse, HttpServer, web};
use std::error::Error;

/// Serves the bytes of `file` on a free port, which it prints, until it is killed.
///
/// # Errors
/// When the file or the port cannot be had.
pub fn serve(file: &str) -> Result<(), Box<dyn Error>> {
    let bytes = web::Bytes::from(std::fs::read(file)?);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let bytes = bytes.clone();
            let answer = move || {
                let response = HttpResponse::Ok().content_type("application/json; charset=utf-8").body(bytes.clone());
                std::future::ready(response)
            };
            App::new().default_service(web::to(answer))
        });
        let server = server.workers(1).bind(("127.0.0.1", 0))?;
        println!("{}", server.addrs()[0]);
        server.run().await
    })?;
    Ok(())
}
