//! What people of the demo company have to do.

/// Titles of tasks; what they are about may follow.
pub static TASK_SUBJECTS: &[&str] = &[
    "Prepare the offer",
    "Call about the contract",
    "Send the signed papers",
    "Plan the kick-off meeting",
    "Check the delivery dates",
    "Collect references",
    "Write the minutes",
    "Update the price list",
    "Order samples",
    "Book the technician",
    "Agree on the payment plan",
    "Draft the press release",
    "Review the terms of the warranty",
    "Set up access for the client",
    "Train the new colleague",
    "Compare the three quotations",
    "Follow up after the visit",
    "Correct the last invoice",
    "Prepare the quarterly report",
    "Invite guests to the open day",
    "Count the stock",
    "Answer the complaint",
    "Renew the insurance",
    "Arrange the site inspection",
];

/// Descriptions of tasks, in BBCode.
pub static TASK_DESCRIPTIONS: &[&str] = &[
    "The client waits for it; [B]please confirm[/B] when it is out.",
    "See the notes of the last meeting. Ask if anything is missing.",
    "Two copies, one for the archive.",
    "Short is better: one page, the figures in a table.",
    "Agree on the date with everybody concerned first.",
    "",
];

/// Steps of checklists.
pub static TASK_STEPS: &[&str] = &[
    "Gather what we know",
    "Ask the client",
    "Write a first version",
    "Let a colleague read it",
    "Get it approved",
    "Send it",
    "Put it into the archive",
];

/// What people write under tasks.
pub static TASK_REMARKS: &[&str] = &[
    "I will start tomorrow morning.",
    "The client asked for two more days.",
    "First version is ready, please have a look.",
    "Looks good to me.",
    "Waiting for the figures from finance.",
    "Done, only the signature is missing.",
    "Can we talk about this on Monday?",
    "Sent. They have confirmed that it arrived.",
];

/// Words that tasks are marked with.
pub static TASK_TAGS: &[&str] = &["client", "paperwork", "meeting", "waiting"];
