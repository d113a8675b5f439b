//! Parts of company names: an invented head and a trade make "Amberfield Logistics".

/// What a company does.
#[derive(Clone, Copy, Debug)]
pub struct Trade {
    /// The second part of the company name.
    pub name: &'static str,
    /// The code of the INDUSTRY dictionary that goes with it.
    pub industry: &'static str,
}

/// First parts of company names.
pub static COMPANY_HEADS: &[&str] = &[
    "Alderbrook",
    "Amberfield",
    "Ashgrove",
    "Aurorum",
    "Beaconridge",
    "Birchwater",
    "Blueharbour",
    "Brackenmoor",
    "Brightfen",
    "Cedarhollow",
    "Clearmarsh",
    "Cloudferry",
    "Cobaltine",
    "Copperdale",
    "Coralbay",
    "Dunmarrow",
    "Eastermill",
    "Elmsworth",
    "Emberlock",
    "Fairquay",
    "Fernhill",
    "Foxmere",
    "Glasswren",
    "Goldenreed",
    "Greyhaven",
    "Hazelbank",
    "Heronsgate",
    "Ironvale",
    "Ivoryloom",
    "Juniperline",
    "Kestrelway",
    "Lanternfield",
    "Larkmoor",
    "Lindenpoint",
    "Maplecourt",
    "Marlstone",
    "Mistral Row",
    "Moonquarry",
    "Nettlebridge",
    "Northmeadow",
    "Oakenshaw",
    "Opaline",
    "Otterburn Lane",
    "Pebblecroft",
    "Quartzline",
    "Ravenholt",
    "Saltmarsh",
    "Silverthread",
    "Thistledown",
    "Willowgate",
];

/// Second parts of company names.
pub static COMPANY_TRADES: &[Trade] = &[
    trade("Analytics", "IT"),
    trade("Software", "IT"),
    trade("Systems", "IT"),
    trade("Cloud Services", "IT"),
    trade("Robotics", "MANUFACTURING"),
    trade("Machinery", "MANUFACTURING"),
    trade("Furniture", "MANUFACTURING"),
    trade("Textiles", "MANUFACTURING"),
    trade("Packaging", "MANUFACTURING"),
    trade("Ceramics", "MANUFACTURING"),
    trade("Telecom", "TELECOM"),
    trade("Networks", "TELECOM"),
    trade("Savings", "BANKING"),
    trade("Credit Union", "BANKING"),
    trade("Insurance", "FINANCE"),
    trade("Capital", "FINANCE"),
    trade("Accounting", "FINANCE"),
    trade("Consulting", "CONSULTING"),
    trade("Advisors", "CONSULTING"),
    trade("Architects", "CONSULTING"),
    trade("Logistics", "DELIVERY"),
    trade("Couriers", "DELIVERY"),
    trade("Freight", "DELIVERY"),
    trade("Events", "ENTERTAINMENT"),
    trade("Studios", "ENTERTAINMENT"),
    trade("Festivals", "ENTERTAINMENT"),
    trade("Foundation", "NOTPROFIT"),
    trade("Trust", "NOTPROFIT"),
    trade("Council", "GOVERNMENT"),
    trade("Foods", "OTHER"),
];

const fn trade(name: &'static str, industry: &'static str) -> Trade {
    Trade { name, industry }
}
