//! The colours of `style.css`, checked: every text on every ground it stands on, every line and mark that
//! carries meaning.

use std::collections::HashMap;

/// Contrast that WCAG 2.2 AA asks of text.
const TEXT: f64 = 4.5;
/// And of marks and of the edges of controls.
const MARK: f64 = 3.0;

/// What stands on what, and the least contrast between them.
const PAIRS: &[(&[&str], &[&str], f64)] = &[
    (&["ink", "soft", "faint"], &["ground", "surface", "sunk", "hover"], TEXT),
    (&["accent-text"], &["ground", "surface", "sunk", "hover", "accent-soft"], TEXT),
    (&["ink", "soft"], &["accent-soft"], TEXT),
    (&["on-accent"], &["accent-fill", "accent-fill-hover"], TEXT),
    (&["ground"], &["ink"], TEXT),
    (&["ok"], &["ok-soft", "surface", "ground"], TEXT),
    (&["warning"], &["warning-soft", "surface", "ground", "accent-soft"], TEXT),
    (&["danger"], &["danger-soft", "surface", "ground", "sunk"], TEXT),
    (&["focus", "control-line", "accent"], &["surface", "ground"], MARK),
    (&["chart-1", "chart-2", "chart-3", "chart-4", "chart-5"], &["surface"], MARK),
];

#[test]
fn every_pair_of_colours_holds_its_contrast() {
    let tokens = tokens(include_str!("style.css"));
    let mut faults = Vec::new();
    for (fronts, backs, least) in PAIRS {
        for (front, back) in fronts.iter().flat_map(|front| backs.iter().map(move |back| (front, back))) {
            for (theme, (front_colour, back_colour)) in
                ["light", "dark"].iter().zip(tokens[*front].iter().zip(&tokens[*back]))
            {
                let contrast = contrast(*front_colour, *back_colour);
                if contrast < *least {
                    faults.push(format!("{front} on {back}, {theme}: {contrast:.2} < {least}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every token that is a colour, light and dark.
fn tokens(css: &'static str) -> HashMap<&'static str, [u32; 2]> {
    let row = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
        let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
        Some((name, [colour(light)?, colour(dark)?]))
    };
    css.lines().filter_map(row).collect()
}

/// `#1f5eff` or `#fff`.
fn colour(hex: &str) -> Option<u32> {
    let digits = hex.strip_prefix('#')?;
    let full = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    u32::from_str_radix(&full, 16).ok()
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}
