//! An application for this portal only.

use super::{Block, Category, Scenario};
use crate::text::text;

pub(super) static LOCAL_APP: Scenario = Scenario {
    code: "local_app",
    category: Category::Other,
    title: text("Local application", "Application locale", "Локальное приложение"),
    summary: text(
        "Your own program with its own screens, for this portal.",
        "Votre propre programme, avec ses écrans, pour ce portail.",
        "Своя программа со своими экранами для этого портала.",
    ),
    parts: &[Block::Application],
    methods: &[],
    scopes: &[],
    events: &[],
    placements: &[],
    words: "application OAuth client_id iframe программа",
};
