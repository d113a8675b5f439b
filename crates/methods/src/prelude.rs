//! What a family's file begins with.

pub use engine::{
    Answer, Call, Change, Commit, Data, Entity, Error, Family, Hooks, Method, Record, Result, dialect,
    event::{On, Rule, each},
    family::{ADD, DELETE, FIELDS, GET, LIST, UPDATE},
    field::*,
    filter::{Condition, Op, Test},
    json, print,
    query::{Order, Query},
    read, rights, verbs, write,
};
pub use params::{Tree, Value};
