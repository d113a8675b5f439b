//! The methods that the request builder offers. They change only with the program, so a browser
//! that has them asks by their tag.

use super::Answer;
use super::entry::Signed;
use crate::app::App;
use crate::secrets;
use actix_web::http::header::{self, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use engine::Registry;
use methods::catalogue::{Kind, Known, catalogue, describe, why_absent};
use shared::method::{MethodInfo, ParamInfo, Reason};
use std::sync::OnceLock;

struct List {
    json: Bytes,
    tag: EntityTag,
}

/// `GET /console/methods`
pub async fn list(app: Data<App>, request: HttpRequest, _: Signed) -> Answer {
    static LIST: OnceLock<List> = OnceLock::new();
    let list = LIST.get_or_init(|| known(&app.services().registry));
    let mut response = match is_known(&request, &list.tag) {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response.insert_header(ETag(list.tag.clone())).insert_header((header::CACHE_CONTROL, "private, no-cache"));
    Ok(match is_known(&request, &list.tag) {
        true => response.finish(),
        false => response.content_type("application/json").body(list.json.clone()),
    })
}

fn known(registry: &Registry) -> List {
    let methods: Vec<MethodInfo> = catalogue().all().iter().map(|known| info(known, registry)).collect();
    let json = serde_json::to_vec(&methods).expect("methods are plain texts");
    let tag = EntityTag::new_weak(secrets::hex(&secrets::digest(&json)[..8]));
    List { json: json.into(), tag }
}

fn info(known: &Known, registry: &Registry) -> MethodInfo {
    let implemented = registry.find(known.version, known.name).is_ok_and(|target| target.run.is_some());
    MethodInfo {
        name: known.name.to_owned(),
        v3: known.version == 3,
        scope: known.scope.to_owned(),
        description: known.description.to_owned(),
        page: known.page.to_owned(),
        writes: known.kind == Kind::Write,
        implemented,
        absent: why_absent(known).filter(|_| !implemented && !known.needs_app).map(|reason| Reason {
            en: reason.en.to_owned(),
            fr: reason.fr.to_owned(),
            ru: reason.ru.to_owned(),
        }),
        needs_app: known.needs_app,
        deprecated: known.deprecated,
        successor: known.successor.map(str::to_owned),
        params: known
            .params
            .iter()
            .map(|param| ParamInfo {
                name: param.name.to_owned(),
                kind: param.kind.to_owned(),
                required: param.required,
                description: describe(param.name).map(str::to_owned),
            })
            .collect(),
    }
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|one| one.weak_eq(tag)),
        _ => false,
    }
}
