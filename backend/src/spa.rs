//! The screens: the embedded bundle. Files in `assets/` carry a hash of their content in their name
//! and are cached for ever; the page is asked for again each time. Every address that is neither a
//! file nor one of the portal's own areas is the page, which knows its screens.

use crate::refusal::refuse;
use crate::secrets;
use actix_web::http::header::{self, ContentEncoding, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use rust_embed::RustEmbed;
use serde_json::json;
use shared::fault;
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "../target/bundle"]
struct Bundle;

/// What the browser may do on our pages: nothing but our own files and calls. Styles of single
/// elements are allowed, since charts place their parts with them.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src-attr 'unsafe-inline'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// First parts of addresses that are never a screen.
const AREAS: [&str; 9] = ["rest", "oauth", "console", "api", "files", "sandbox", "openapi.json", "metrics", "health"];

/// Folder of the files that are named after their content.
const ASSETS: &str = "assets/";

const PAGE: &str = "index.html";

/// The compressed copies that lie beside a file, the best first.
const COPIES: [(&str, &str, ContentEncoding); 2] =
    [("br", ".br", ContentEncoding::Brotli), ("gzip", ".gz", ContentEncoding::Gzip)];

/// Types by the end of a name.
const TYPES: [(&str, &str); 9] = [
    (".html", "text/html; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".wasm", "application/wasm"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".woff2", "font/woff2"),
    (".json", "application/json"),
    (".txt", "text/plain; charset=utf-8"),
];

/// Answers everything that no other route does.
pub async fn serve(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    if first == "console" {
        return refuse(fault::NOT_FOUND).error_response();
    }
    if AREAS.contains(&first) || ![Method::GET, Method::HEAD].contains(request.method()) {
        return nothing_here();
    }
    let file = if path.is_empty() { PAGE } else { path };
    match Bundle::get(file) {
        Some(_) => send(&request, file),
        // An old page may ask for files of an older bundle: the page itself would not do instead.
        None if path.rsplit('/').next().is_some_and(|name| name.contains('.')) => nothing_here(),
        None => send(&request, PAGE),
    }
}

fn send(request: &HttpRequest, file: &str) -> HttpResponse {
    let (content, encoding) = variant(request, file);
    let Some(content) = content else { return nothing_here() };
    let kind = TYPES.iter().find(|(end, _)| file.ends_with(end)).map_or("application/octet-stream", |(_, kind)| kind);
    let tag = EntityTag::new_strong(secrets::hex(&content.metadata.sha256_hash()[..16]));
    let known =
        matches!(IfNoneMatch::parse(request), Ok(IfNoneMatch::Items(tags)) if tags.iter().any(|one| one.weak_eq(&tag)));
    let mut response = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    let lasting = file.starts_with(ASSETS);
    let caching = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    response
        .insert_header(ETag(tag))
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    if known {
        return response.finish();
    }
    response.insert_header((header::CONTENT_TYPE, kind));
    if let Some(encoding) = encoding {
        response.insert_header(encoding);
    }
    match content.data {
        Cow::Borrowed(bytes) => response.body(bytes),
        Cow::Owned(bytes) => response.body(bytes),
    }
}

/// The best copy of a file that the client takes.
fn variant(request: &HttpRequest, file: &str) -> (Option<rust_embed::EmbeddedFile>, Option<ContentEncoding>) {
    let taken =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (name, end, encoding) in COPIES {
        if accepts(taken, name)
            && let Some(copy) = Bundle::get(&format!("{file}{end}"))
        {
            return (Some(copy), Some(encoding));
        }
    }
    (Bundle::get(file), None)
}

/// Whether a list such as `gzip;q=0.5, br` takes an encoding; `q=0` refuses it.
fn accepts(list: &str, encoding: &str) -> bool {
    list.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        named && weight.and_then(|weight| weight.parse::<f32>().ok()).is_none_or(|weight| weight > 0.0)
    })
}

fn nothing_here() -> HttpResponse {
    HttpResponse::NotFound()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({"error": "NOT_FOUND", "error_description": "There is nothing at this address"}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::to_bytes;
    use actix_web::test::TestRequest;

    async fn get(path: &str) -> HttpResponse {
        serve(TestRequest::get().uri(path).to_http_request()).await
    }

    #[actix_web::test]
    async fn every_other_address_is_the_page() {
        let page = Bundle::get(PAGE).unwrap().data;
        for path in ["/", "/index.html", "/dev", "/dev/integrations/7?tab=x", "/people"] {
            let answer = get(path).await;
            assert_eq!(answer.status(), 200, "{path}");
            assert_eq!(answer.headers().get(header::CACHE_CONTROL).unwrap(), "no-cache");
            assert_eq!(answer.headers().get(header::REFERRER_POLICY).unwrap(), "no-referrer");
            assert_eq!(to_bytes(answer.into_body()).await.unwrap(), page.as_ref(), "{path}");
        }
    }

    #[actix_web::test]
    async fn areas_and_missing_files_are_json_404s() {
        for path in
            ["/console/nothing", "/oauth/token", "/api/v1/x", "/files/1", "/metrics", "/assets/old-1.js", "/a.css"]
        {
            let answer = get(path).await;
            assert_eq!(answer.status(), 404, "{path}");
            assert_eq!(answer.headers().get(header::CONTENT_TYPE).unwrap(), "application/json", "{path}");
        }
        let post = serve(TestRequest::post().uri("/people").to_http_request()).await;
        assert_eq!(post.status(), 404);
    }

    #[actix_web::test]
    async fn a_known_page_is_not_sent_again() {
        let tag = get("/").await.headers().get(header::ETAG).unwrap().clone();
        let again = TestRequest::get().uri("/people").insert_header((header::IF_NONE_MATCH, tag)).to_http_request();
        assert_eq!(serve(again).await.status(), 304);
    }

    #[test]
    fn encodings_are_taken_as_asked() {
        for (list, wanted) in
            [("br", true), ("gzip, BR;q=0.3", true), ("br;q=0, gzip", false), ("gzip", false), ("", false)]
        {
            assert_eq!(accepts(list, "br"), wanted, "{list}");
        }
    }
}
