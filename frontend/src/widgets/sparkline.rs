//! A small line of the last days, beside the number that says the same.

use leptos::prelude::*;

/// Values oldest first. Decoration: the number beside it is what is read out.
#[component]
pub fn Sparkline(#[prop(into)] values: Signal<Vec<u64>>) -> impl IntoView {
    view! {
        <svg class="sparkline" viewBox="0 0 720 200" aria-hidden="true">
            <polyline points=move || points(&values.read()) />
        </svg>
    }
}

fn points(values: &[u64]) -> String {
    let highest = values.iter().copied().max().unwrap_or(0).max(1);
    let gaps = values.len().max(2) - 1;
    let point = |(index, value): (usize, &u64)| format!("{},{}", 10 + 700 * index / gaps, 185 - 170 * value / highest);
    values.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_day_touches_the_top_and_nothing_the_bottom() {
        assert_eq!(points(&[0, 5, 10]), "10,185 360,100 710,15");
        assert_eq!(points(&[0, 0]), "10,185 710,185");
        assert_eq!(points(&[]), "");
    }
}
