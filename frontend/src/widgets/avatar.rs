//! A person's initials on a colour of their own.

use leptos::prelude::*;

/// Decoration beside a name; says nothing of its own.
#[component]
pub fn Avatar(id: u64, #[prop(into)] name: String) -> impl IntoView {
    let hue = id % HUES;
    view! { <span class="avatar" data-hue=hue.to_string() aria-hidden="true">{initials(&name)}</span> }
}

const HUES: u64 = 6;

fn initials(name: &str) -> String {
    let mut words = name.split([' ', '.', '-']).filter_map(|word| word.chars().find(|c| !c.is_ascii_punctuation()));
    let first = words.next();
    first.into_iter().chain(words.next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_two_words_count() {
        assert_eq!(initials("Anna Kessler"), "AK");
        assert_eq!(initials("jean-luc moreau"), "jl");
        assert_eq!(initials("Ирина"), "И");
        assert_eq!(initials(""), "");
    }
}
