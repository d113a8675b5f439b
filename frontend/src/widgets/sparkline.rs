//! A small line of the last days, beside the number that says the same.

use leptos::prelude::*;

/// Values oldest first. Decoration: the number beside it is what is read out.
#[component]
pub fn Sparkline(#[prop(into)] values: Signal<Vec<u64>>) -> impl IntoView {
    view! {
        <svg class="sparkline" viewBox="0 0 72 20" aria-hidden="true">
            <polyline points=move || points(&values.read()) />
        </svg>
    }
}

fn points(values: &[u64]) -> String {
    let highest = values.iter().copied().max().unwrap_or(0).max(1) as f64;
    let step = 70.0 / (values.len().max(2) - 1) as f64;
    let point = |(index, value): (usize, &u64)| {
        format!("{:.1},{:.1}", 1.0 + step * index as f64, 18.5 - 17.0 * *value as f64 / highest)
    };
    values.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_day_touches_the_top_and_nothing_the_bottom() {
        assert_eq!(points(&[0, 5, 10]), "1.0,18.5 36.0,10.0 71.0,1.5");
        assert_eq!(points(&[0, 0]), "1.0,18.5 71.0,18.5");
        assert_eq!(points(&[]), "");
    }
}
