//! Post a report for everybody.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static PUBLISH_REPORT: Scenario = Scenario {
    code: "publish_report",
    category: Category::Management,
    title: text(
        "Publish a report in the feed",
        "Publier un rapport dans le fil d’actualités",
        "Опубликовать отчет в живой ленте",
    ),
    summary: text(
        "Post figures for everybody, once or on a schedule.",
        "Publiez des chiffres pour tous, une fois ou régulièrement.",
        "Публикуйте показатели для всех разово или по расписанию.",
    ),
    parts: &[Block::Inbound],
    methods: &[Preset {
        method: "log.blogpost.add",
        params: &[("POST_TITLE", ""), ("POST_MESSAGE", ""), ("DEST[]", "UA")],
    }],
    scopes: &["log"],
    events: &[],
    placements: &[],
    words: "news post blog feed live feed actualité статья новость пост",
};
