//! The bell.

use super::entry::{Body, Signed};
use super::{Answer, answer, done};
use crate::app::App;
use crate::notices;
use actix_web::web::Data;
use shared::console::{ReadNotices, Unread};

/// `GET /console/notices`
pub async fn list(app: Data<App>, me: Signed) -> Answer {
    answer(&notices::latest(&app.store, me.person.id)?)
}

/// `GET /console/notices/unread`
pub async fn unread(app: Data<App>, me: Signed) -> Answer {
    answer(&Unread { unread: notices::unread(&app.store, me.person.id)? })
}

/// `POST /console/notices/read`
pub async fn read(app: Data<App>, me: Signed, Body(form): Body<ReadNotices>) -> Answer {
    notices::read(&app.store, me.person.id, form.up_to)?.durable().await?;
    done()
}
