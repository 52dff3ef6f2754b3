//! A JSON object in which no key stands twice. JSON readers usually keep the last of two equal keys, and a row of
//! a population that silently replaces another is a figure that nobody can explain.

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// For `#[serde(deserialize_with)]`: reads an object, refusing a repeated key.
pub(super) fn keyed_once<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(KeyedOnce(PhantomData))
}

struct KeyedOnce<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for KeyedOnce<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    type Value = BTreeMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object in which no key stands twice")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut read = BTreeMap::new();
        while let Some(key) = map.next_key::<K>()? {
            if read.contains_key(&key) {
                return Err(Error::custom(format_args!("the key {key} stands twice")));
            }
            let value = map.next_value()?;
            read.insert(key, value);
        }
        Ok(read)
    }
}
