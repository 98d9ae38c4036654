//! The project file on any bytes: no panic, and what opens saves and opens again equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tickmark::store::file::{decode, encode};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes) {
        let saved = encode(&decoded.project).unwrap();
        assert_eq!(decode(&saved).unwrap().project, decoded.project);
    }
});
