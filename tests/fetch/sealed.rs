//! Pages over TLS: a host must prove that it is who it says.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::crypto::ring::default_provider;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tickmark::fetch::{Address, FetchError, Fetcher, Page, Reach};

use crate::PAGE;
use crate::certificate::{Party, Says};

/// A host in this computer that shows a certificate. Gives its port.
fn host(certificate: Vec<u8>, party: &Party) -> u16 {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(party.pkcs8.clone()));
    let config = ServerConfig::builder_with_provider(default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut sealed = StreamOwned::new(connection, stream.unwrap());
            // Who does not believe the certificate hangs up.
            let mut request = [0; 4096];
            if sealed.read(&mut request).is_ok_and(|n| n > 0) {
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    PAGE.len()
                );
                let _hung_up =
                    sealed.write_all([head.as_bytes(), PAGE.as_bytes()].concat().as_slice());
                sealed.conn.send_close_notify();
                let _hung_up = sealed.flush();
            }
        }
    });
    port
}

/// Asks it by a name, as who believes the web's authorities or this one alone.
fn get(name: &str, port: u16, authority: Option<&[u8]>) -> Result<Page, FetchError> {
    let address = Address::read(&format!("https://{name}:{port}/news/fog")).unwrap();
    let fetcher = match authority {
        Some(authority) => Fetcher::believing(authority),
        None => Fetcher::new(Reach::ThisComputer),
    };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    fetcher.fetch(&address, &|| Duration::ZERO, go_on).unwrap()
}

fn check_refused(name: &str, port: u16, authority: Option<&[u8]>) {
    let error = get(name, port, authority).unwrap_err();
    assert!(matches!(error, FetchError::Untrusted(_)), "{error}");
    let told = error.to_string();
    assert!(told.contains("could not prove that it is") && told.contains(name), "{told}");
}

#[test]
fn a_host_that_proves_who_it_is_is_read() {
    let (office, harbor) = (Party::new("An office of the test"), Party::new("Harbor"));
    let authority = office.certifies(&office, Says::Authority);
    for name in ["localhost", "127.0.0.1"] {
        let port = host(office.certifies(&harbor, Says::Host(name, 2099)), &harbor);
        let page = get(name, port, Some(&authority)).unwrap();
        assert_eq!(page.bytes, PAGE.as_bytes());
        assert_eq!(page.media.as_deref(), Some("text/html"));
        // An office that nobody knows proves nothing.
        check_refused(name, port, None);
    }
}

#[test]
fn a_host_that_proves_nothing_is_not_read() {
    let (office, harbor) = (Party::new("An office of the test"), Party::new("Harbor"));
    let authority = office.certifies(&office, Says::Authority);
    let authority = Some(authority.as_slice());
    // Its own word, another host's name, a day long past, another office of the same name.
    let own = harbor.certifies(&harbor, Says::Host("localhost", 2099));
    check_refused("localhost", host(own.clone(), &harbor), None);
    check_refused("localhost", host(own, &harbor), authority);
    let other = office.certifies(&harbor, Says::Host("harbor.example", 2099));
    check_refused("localhost", host(other.clone(), &harbor), authority);
    check_refused("127.0.0.1", host(other, &harbor), authority);
    let old = office.certifies(&harbor, Says::Host("localhost", 2021));
    check_refused("localhost", host(old, &harbor), authority);
    let forger = Party::new("An office of the test");
    let forged = forger.certifies(&harbor, Says::Host("localhost", 2099));
    check_refused("localhost", host(forged, &harbor), authority);
}
