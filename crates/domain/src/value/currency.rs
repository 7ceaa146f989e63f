//! The currencies of ISO 4217 and how many digits each has after the mark.
//!
//! Source: the table "List One" of the ISO 4217 maintenance agency, published 2026-01-01. Metals and
//! test codes, which have no minor unit, are not money that a deal can be worth.

use super::{NotA, as_text_on_the_wire};
use std::{fmt, str::FromStr};

/// An ISO 4217 code of a currency that has minor units (which may be none).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

const NO_DIGITS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE_DIGITS: &str = "BHD IQD JOD KWD LYD OMR TND";
const FOUR_DIGITS: &str = "CLF UYW";
const TWO_DIGITS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY \
COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS \
KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK \
PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN \
UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");
    /// The dollar of the United States.
    pub const USD: Currency = Currency(*b"USD");

    /// The code, three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Digits after the decimal mark: 0 for JPY, 2 for EUR, 3 for KWD, 4 for CLF.
    pub fn digits(self) -> u32 {
        TABLE.iter().find(|(codes, _)| has(codes, self)).map_or(2, |(_, digits)| *digits)
    }

    /// Every currency, by code.
    pub fn all() -> Vec<Currency> {
        let mut all: Vec<Currency> =
            TABLE.iter().flat_map(|(codes, _)| codes.split(' ')).filter_map(|it| it.parse().ok()).collect();
        crate::order::sort_by_key(&mut all, |it| *it);
        all
    }
}

const TABLE: [(&str, u32); 4] = [(TWO_DIGITS, 2), (NO_DIGITS, 0), (THREE_DIGITS, 3), (FOUR_DIGITS, 4)];

fn has(codes: &str, code: Currency) -> bool {
    codes.as_bytes().chunks(4).any(|it| it.first_chunk() == Some(&code.0))
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
impl FromStr for Currency {
    type Err = NotA;
    /// Reads a code in either case.
    fn from_str(text: &str) -> Result<Currency, NotA> {
        let not = || NotA::new(text, "is not a currency that ISO 4217 knows");
        let code = <[u8; 3]>::try_from(text.as_bytes()).map_err(|_| not())?.map(|it| it.to_ascii_uppercase());
        let code = Currency(code);
        if code.0.iter().all(u8::is_ascii_uppercase) && TABLE.iter().any(|(codes, _)| has(codes, code)) {
            Ok(code)
        } else {
            Err(not())
        }
    }
}
as_text_on_the_wire!(Currency, "a currency code");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_standard() {
        for (code, digits) in
            [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("ZWG", 2), ("AED", 2), ("XPF", 0)]
        {
            assert_eq!(code.parse::<Currency>().expect(code).digits(), digits, "{code}");
        }
        assert_eq!(Currency::all().len(), 165);
    }

    #[test]
    fn unknown_codes_and_metals_are_refused() {
        for text in ["XAU", "EURO", "", "E R", "ÄÖ", "AAA", "UR "] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
        }
        assert_eq!("eur".parse(), Ok(Currency::EUR));
    }

    /// The table as published, where the corpus is at hand.
    #[test]
    fn the_table_is_the_published_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/reference/iso4217/table.xml");
        let Ok(xml) = std::fs::read_to_string(path) else {
            eprintln!("skipped: the corpus is not here ({path})");
            return;
        };
        let cell = |row: &str, tag: &str| {
            row.split_once(&format!("<{tag}>")).and_then(|it| it.1.split_once('<')).map(|it| it.0.to_owned())
        };
        for row in xml.split("<CcyNtry>").skip(1) {
            let (Some(code), Some(units)) = (cell(row, "Ccy"), cell(row, "CcyMnrUnts")) else { continue };
            match units.parse::<u32>() {
                Ok(digits) => {
                    assert_eq!(code.parse::<Currency>().map(Currency::digits), Ok(digits), "{code}");
                }
                Err(_) => assert!(code.parse::<Currency>().is_err(), "{code}"),
            }
        }
    }
}
