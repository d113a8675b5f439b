//! Columns that a person arranges.

use shared::text::{Text, text};

pub const CHOOSE: Text = text("Choose columns", "Choisir les colonnes", "Выбрать столбцы");
pub const RESET: Text = text("As at the start", "Rétablir", "Как было вначале");
pub const EARLIER: Text = text("Move “{0}” forward", "Avancer « {0} »", "Поднять «{0}»");
pub const LATER: Text = text("Move “{0}” back", "Reculer « {0} »", "Опустить «{0}»");
pub const WIDTH_OF: Text = text("Width of “{0}”", "Largeur de « {0} »", "Ширина «{0}»");
pub const ACTIONS: Text = text("Actions", "Actions", "Действия");
