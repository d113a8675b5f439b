//! Departments of the demo company and the jobs in them.

/// A department of the demo company.
#[derive(Clone, Copy, Debug)]
pub struct Department {
    /// The name.
    pub name: &'static str,
    /// The name of an earlier row; `None` right below the company.
    pub parent: Option<&'static str>,
}

/// A job title. The first one of each department is that of its head.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    /// The title.
    pub title: &'static str,
    /// The name of a row of [`DEPARTMENTS`].
    pub department: &'static str,
}

/// Departments, each after its parent.
pub static DEPARTMENTS: &[Department] = &[
    department("Management", None),
    department("Sales", None),
    department("Key Accounts", Some("Sales")),
    department("Inside Sales", Some("Sales")),
    department("Marketing", None),
    department("Customer Care", None),
    department("Finance", None),
    department("People", None),
    department("Technology", None),
    department("Operations", None),
    department("Purchasing", Some("Operations")),
    department("Logistics", Some("Operations")),
];

/// Job titles, department by department.
pub static POSITIONS: &[Position] = &[
    position("Managing Director", "Management"),
    position("Chief of Staff", "Management"),
    position("Office Manager", "Management"),
    position("Head of Sales", "Sales"),
    position("Sales Analyst", "Sales"),
    position("Key Account Director", "Key Accounts"),
    position("Key Account Manager", "Key Accounts"),
    position("Solutions Consultant", "Key Accounts"),
    position("Inside Sales Lead", "Inside Sales"),
    position("Sales Representative", "Inside Sales"),
    position("Junior Sales Representative", "Inside Sales"),
    position("Head of Marketing", "Marketing"),
    position("Content Editor", "Marketing"),
    position("Campaign Manager", "Marketing"),
    position("Head of Customer Care", "Customer Care"),
    position("Support Specialist", "Customer Care"),
    position("Onboarding Specialist", "Customer Care"),
    position("Head of Finance", "Finance"),
    position("Accountant", "Finance"),
    position("Payroll Specialist", "Finance"),
    position("Head of People", "People"),
    position("Recruiter", "People"),
    position("Head of Technology", "Technology"),
    position("Software Developer", "Technology"),
    position("Systems Administrator", "Technology"),
    position("Head of Operations", "Operations"),
    position("Project Manager", "Operations"),
    position("Senior Buyer", "Purchasing"),
    position("Warehouse Manager", "Logistics"),
    position("Dispatcher", "Logistics"),
];

const fn department(name: &'static str, parent: Option<&'static str>) -> Department {
    Department { name, parent }
}

const fn position(title: &'static str, department: &'static str) -> Position {
    Position { title, department }
}
