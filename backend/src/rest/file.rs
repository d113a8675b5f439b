//! Files by signed link: `/rest/download.json?auth=…&token=…` and `crm.controller.item.getFile`,
//! plain GETs that need no credentials. docs: api-reference/files.

use super::{Shape, address::Address, allow_origins, refuse};
use crate::app::App;
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, ContentDisposition, DispositionParam, DispositionType},
    },
};
use engine::Error;

/// Whether a request is for a file.
pub fn is_link(address: &Address, verb: &Method) -> bool {
    let methods = ["download", "crm.controller.item.getfile"];
    verb == Method::GET
        && address.webhook.is_none()
        && methods.iter().any(|method| address.method.eq_ignore_ascii_case(method))
}

/// The content of the file that the link leads to.
pub fn send(request: &HttpRequest, app: &App, shape: Shape) -> HttpResponse {
    let query = params::decode_query(request.query_string());
    let part = |name| query.get(name).and_then(params::Value::as_text).unwrap_or_default();
    let services = app.services();
    match services.signer.follow(&services, &part("auth"), &part("token"), app.clock.now()) {
        Ok(Some(file)) => {
            let kind = mime_guess::from_path(&file.name).first_or_octet_stream();
            let name = DispositionParam::Filename(file.name);
            // Never shown in place: a page of somebody else's making must not run on this origin.
            let disposition = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] };
            allow_origins(&mut HttpResponse::Ok())
                .content_type(kind.as_ref())
                .insert_header(disposition)
                .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .insert_header((header::CACHE_CONTROL, "private, no-store"))
                .body(file.bytes)
        }
        Ok(None) => {
            let text = "The link to this file is over or wrong; read the record again for a new one";
            refuse(&Error::new(404, "ERROR_NOT_FOUND", text), shape)
        }
        Err(error) => refuse(&error, shape),
    }
}
