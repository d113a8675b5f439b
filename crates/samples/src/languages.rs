//! One file for each language or library.

pub mod curl;
pub mod go;
pub mod httpie;
pub mod js_fetch;
pub mod js_sdk;
mod php;
pub mod php_crest;
pub mod php_curl;
pub mod php_sdk;
pub mod powershell;
mod python;
pub mod python_fast;
pub mod python_requests;
pub mod python_sdk;
pub mod rust;
