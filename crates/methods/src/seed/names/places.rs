//! Places and what belongs to their country: legal forms and telephone numbers that nobody answers.

/// A country with what its companies and telephones look like.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    /// The English name.
    pub name: &'static str,
    /// How the name of a company ends.
    pub legal_form: &'static str,
    /// A telephone number; each `#` stands for any digit.
    pub phone: &'static str,
}

/// A city and its country.
#[derive(Clone, Copy, Debug)]
pub struct City {
    /// The English name.
    pub name: &'static str,
    /// The name of a row of [`COUNTRIES`].
    pub country: &'static str,
}

/// The countries of all cities. Their numbers are set aside for fiction where the country does so,
/// and begin with a digit that no subscriber has elsewhere.
pub static COUNTRIES: &[Country] = &[
    country("Australia", "Pty Ltd", "+61 2 5550 ####"),
    country("Belgium", "SRL", "+32 2 000 ## ##"),
    country("Canada", "Inc.", "+1 604 555 01##"),
    country("Denmark", "ApS", "+45 00 ## ## ##"),
    country("France", "SARL", "+33 1 99 00 ## ##"),
    country("Germany", "GmbH", "+49 30 23125 ###"),
    country("Ireland", "Ltd", "+353 20 91# ####"),
    country("Netherlands", "B.V.", "+31 20 000 ####"),
    country("Poland", "Sp. z o.o.", "+48 22 000 ## ##"),
    country("Portugal", "Lda.", "+351 21 000 ####"),
    country("Spain", "S.L.", "+34 000 ### ###"),
    country("Sweden", "AB", "+46 8 465 004 ##"),
    country("Switzerland", "SA", "+41 44 000 ## ##"),
    country("United Kingdom", "Ltd", "+44 20 7946 0###"),
    country("United States", "LLC", "+1 212 555 01##"),
];

/// Cities, country by country.
pub static CITIES: &[City] = &[
    city("Sydney", "Australia"),
    city("Newcastle", "Australia"),
    city("Brussels", "Belgium"),
    city("Ghent", "Belgium"),
    city("Liège", "Belgium"),
    city("Vancouver", "Canada"),
    city("Montreal", "Canada"),
    city("Copenhagen", "Denmark"),
    city("Aarhus", "Denmark"),
    city("Paris", "France"),
    city("Lyon", "France"),
    city("Nantes", "France"),
    city("Lille", "France"),
    city("Toulouse", "France"),
    city("Berlin", "Germany"),
    city("Hamburg", "Germany"),
    city("Leipzig", "Germany"),
    city("Cologne", "Germany"),
    city("Dublin", "Ireland"),
    city("Cork", "Ireland"),
    city("Amsterdam", "Netherlands"),
    city("Utrecht", "Netherlands"),
    city("Rotterdam", "Netherlands"),
    city("Warsaw", "Poland"),
    city("Kraków", "Poland"),
    city("Gdańsk", "Poland"),
    city("Lisbon", "Portugal"),
    city("Porto", "Portugal"),
    city("Madrid", "Spain"),
    city("Valencia", "Spain"),
    city("Bilbao", "Spain"),
    city("Stockholm", "Sweden"),
    city("Gothenburg", "Sweden"),
    city("Zürich", "Switzerland"),
    city("Geneva", "Switzerland"),
    city("London", "United Kingdom"),
    city("Leeds", "United Kingdom"),
    city("Bristol", "United Kingdom"),
    city("New York", "United States"),
    city("Denver", "United States"),
];

/// Street names; a house number goes before them.
pub static STREETS: &[&str] = &[
    "Acorn Lane",
    "Anchor Street",
    "Baker Row",
    "Beech Avenue",
    "Bell Lane",
    "Bridge Street",
    "Brook Road",
    "Canal Street",
    "Castle Street",
    "Cathedral Square",
    "Chapel Road",
    "Cherry Lane",
    "Church Street",
    "Clock Tower Road",
    "Dock Road",
    "Elm Avenue",
    "Factory Road",
    "Ferry Lane",
    "Garden Street",
    "Granary Row",
    "Harbour Street",
    "High Street",
    "Hill Road",
    "King’s Road",
    "Lake View",
    "Library Lane",
    "Lime Avenue",
    "Market Square",
    "Meadow Lane",
    "Mill Lane",
    "Museum Street",
    "Orchard Road",
    "Park Avenue",
    "Quarry Road",
    "River Walk",
    "Rose Street",
    "School Lane",
    "Station Road",
    "Tower Street",
    "Vineyard Road",
];

const fn country(name: &'static str, legal_form: &'static str, phone: &'static str) -> Country {
    Country { name, legal_form, phone }
}

const fn city(name: &'static str, country: &'static str) -> City {
    City { name, country }
}
