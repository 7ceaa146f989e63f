//! The values that records are made of: parsed at the door, trusted inside.
//!
//! A value that is not valid cannot be built, so it cannot be read, stored or imported either.
//! None of them holds a float, and none asks what time it is.

mod currency;
mod day;
mod decimal;
mod elements;
mod email;
mod fold;
mod hex;
mod id;
mod money;
mod money_text;
mod percent;
mod phone;
mod rank;
mod stamp;
mod text;
mod timestamp;

pub use currency::Currency;
pub use day::{Day, DayOrder, parse_day};
pub use decimal::{Quantity, Rate};
pub use elements::{ElementKey, Elements, TextKey};
pub use email::Email;
pub use fold::{fold, fold_into, header_key};
pub use id::{ElementId, Id, Kind, RecordId};
pub use money::{MAX_MINOR, Money};
pub use money_text::{DecimalMark, MarkTold, parse_amount, parse_amount_as};
pub(crate) use money_text::{Tells, tells};
pub use percent::Percent;
pub use phone::Phone;
pub use rank::Rank;
pub use stamp::{Node, Stamp};
pub use text::Text;
pub use timestamp::Timestamp;

use thiserror::Error;

/// Why a text is not the value it should be. The message is a half sentence: `"x" is …`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{text:?} {why}")]
pub struct NotA {
    /// The text as it was given, cut at 80 characters.
    pub text: String,
    /// What is wrong with it, such as "is not a day".
    pub why: &'static str,
}

impl NotA {
    pub(crate) fn new(text: &str, why: &'static str) -> NotA {
        NotA { text: text.chars().take(80).collect(), why }
    }
}

/// Reads and writes a value as its text on the wire.
macro_rules! as_text_on_the_wire {
    ($type:ty, $expecting:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                struct Reader;
                impl serde::de::Visitor<'_> for Reader {
                    type Value = $type;
                    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        out.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Reader)
            }
        }
    };
}
pub(crate) use as_text_on_the_wire;
