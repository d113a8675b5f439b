//! Every method by name: what this portal answers, and what it only knows of.

use crate::{Family, Method, Result, error};
use rustc_hash::FxHashMap;

/// The methods of a portal.
#[derive(Debug, Default)]
pub struct Registry {
    targets: Vec<Target>,
    /// By lower-case name, for each version of the protocol.
    by_name: [FxHashMap<String, usize>; 2],
}

/// One known method.
#[derive(Clone, Debug)]
pub struct Target {
    /// Canonical name.
    pub name: &'static str,
    /// Protocol version, 2 or 3.
    pub version: u8,
    /// Scope, as the catalogue writes it; `basic` for none.
    pub scope: &'static str,
    /// Refuses webhooks because it needs an application.
    pub needs_app: bool,
    /// What answers it; `None` for a method of the catalogue that is not implemented.
    pub run: Option<(&'static Family, &'static Method)>,
    /// Its place in the registry, small and stable while the process runs.
    pub number: u16,
}

impl Registry {
    /// The methods in `known` (name, version, scope, needs an application), with what `families` implement.
    ///
    /// # Errors
    /// A sentence naming the method when a family implements one twice, or one that is not known.
    pub fn new(
        known: impl Iterator<Item = (&'static str, u8, &'static str, bool)>,
        families: impl Iterator<Item = &'static Family>,
    ) -> Result<Registry, String> {
        let mut registry = Registry::default();
        for (name, version, scope, needs_app) in known {
            let number = registry.targets.len() as u16;
            registry.by_name[usize::from(version == 3)].insert(name.to_ascii_lowercase(), registry.targets.len());
            registry.targets.push(Target { name, version, scope, needs_app, run: None, number });
        }
        for family in families {
            for method in family.methods {
                registry.implement(family, method)?;
            }
        }
        Ok(registry)
    }

    /// The name of the method with this number; empty for one that no method has.
    pub fn name(&self, number: u16) -> &'static str {
        self.targets.get(usize::from(number)).map_or("", |target| target.name)
    }

    fn implement(&mut self, family: &'static Family, method: &'static Method) -> Result<(), String> {
        let name = full_name(family, method);
        let place = self.by_name[0].get(&name.to_ascii_lowercase());
        let target = place.and_then(|at| self.targets.get_mut(*at)).ok_or(format!("{name} is not in the catalogue"))?;
        if target.run.is_some() {
            return Err(format!("{name} is declared twice"));
        }
        target.run = Some((family, method));
        Ok(())
    }

    /// A method by name, in any letter case.
    ///
    /// # Errors
    /// 404 for a name that nobody knows.
    pub fn find(&self, version: u8, name: &str) -> Result<&Target> {
        let names = &self.by_name[usize::from(version == 3)];
        let found = names.get(name).or_else(|| names.get(&name.to_ascii_lowercase()));
        let at = found.ok_or(error::METHOD_NOT_FOUND)?;
        Ok(&self.targets[*at])
    }

    /// Every known method, by name.
    pub fn all(&self) -> &[Target] {
        &self.targets
    }
}

impl Target {
    /// What answers the method.
    ///
    /// # Errors
    /// 400 `ERROR_NOT_IMPLEMENTED` with the method's name.
    pub fn implemented(&self) -> Result<(&'static Family, &'static Method)> {
        self.run.ok_or_else(|| error::not_implemented(self.name))
    }
}

/// The name of a method on the wire.
pub fn full_name(family: &Family, method: &Method) -> String {
    match (family.prefix, method.name) {
        ("", name) => name.to_owned(),
        (prefix, "") => prefix.to_owned(),
        (prefix, name) => format!("{prefix}.{name}"),
    }
}
