//! tasks.template.fields: what the fields of a template are.
//! docs: api-reference/tasks/template/tasks-template-fields.md.

use crate::prelude::*;

/// Yes or no.
const YES_NO: &str = r#","values":{"Y":"Yes","N":"No"},"default":"N""#;

/// Name, title, type, and what else there is to say, as JSON.
#[rustfmt::skip] // One field a line, as the table it is.
const FIELDS: [(&str, &str, &str, &str); 30] = [
    ("ID", "ID", "integer", r#","primary":true"#),
    ("PARENT_ID", "Parent task", "integer", r#","default":0"#),
    ("TITLE", "Title", "string", r#","required":true"#),
    ("DESCRIPTION", "Description", "string", ""),
    ("PRIORITY", "Priority", "enum", r#","values":{"2":null,"1":null,"0":null},"default":1"#),
    ("GROUP_ID", "Project", "integer", r#","default":0"#),
    ("STAGE_ID", "Stage", "integer", r#","default":0"#),
    ("CREATED_BY", "Creator", "integer", r#","required":true"#),
    ("RESPONSIBLE_ID", "Responsible person", "integer", r#","required":true"#),
    ("DEPENDS_ON", "Dependency", "integer", r#","required":true"#),
    ("RESPONSIBLES", "Responsible persons", "array", ""),
    ("ACCOMPLICES", "Participants", "array", ""),
    ("AUDITORS", "Observers", "array", ""),
    ("STATUS", "Status", "enum", r#","values":{"2":null,"3":null,"4":null,"5":null,"6":null},"default":2"#),
    ("MULTITASK", "Multitask", "enum", YES_NO),
    ("REPLICATE", "Recurring task", "enum", YES_NO),
    ("SITE_ID", "SITE_ID", "string", ""),
    ("TASK_CONTROL", "Accept work", "enum", YES_NO),
    ("ADD_IN_REPORT", "Add to report", "enum", YES_NO),
    ("XML_ID", "XML_ID", "string", r#","default":null"#),
    ("DEADLINE_AFTER", "Deadline after", "datetime", r#","default":null"#),
    ("START_DATE_PLAN_AFTER", "Planned start after", "datetime", r#","default":null"#),
    ("END_DATE_PLAN_AFTER", "Planned completion after", "datetime", r#","default":null"#),
    ("TPARAM_TYPE", "For new people", "enum", r#","values":{"1":"Yes","0":"No"},"default":0"#),
    ("TPARAM_REPLICATION_COUNT", "Number of created tasks", "integer", r#","default":0"#),
    ("REPLICATE_PARAMS", "How tasks are created", "string", ""),
    ("BASE_TEMPLATE_ID", "Parent template", "integer", r#","default":null"#),
    ("TEMPLATE_CHILDREN_COUNT", "Number of templates below", "integer", r#","default":null"#),
    ("UF_CRM_TASK", "CRM entities", "crm", ""),
    ("UF_TASK_WEBDAV_FILES", "Files", "disk_file", ""),
];

/// tasks.template.fields: a map from field to description.
pub(super) fn fields(_: &Call) -> Result<Answer> {
    let mut out = b"{".to_vec();
    for (name, title, kind, more) in FIELDS {
        json::key(&mut out, name);
        out.push(b'{');
        json::key(&mut out, "title");
        json::text(&mut out, title);
        json::key(&mut out, "type");
        json::text(&mut out, kind);
        out.extend_from_slice(more.as_bytes());
        out.push(b'}');
    }
    out.push(b'}');
    Ok(Answer { json: out, ..Answer::default() })
}
