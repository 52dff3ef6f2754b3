//! Which column of a table holds what.

use crate::table::TableError;

/// Which column holds what. A field without a column is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The column of the row's id.
    pub id: String,
    pub(crate) given: Option<String>,
    pub(crate) surname: Option<String>,
    pub(crate) birth: Option<String>,
    pub(crate) postcode: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) street: Option<String>,
    pub(crate) locality: Option<String>,
    pub(crate) suburb: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) together: Option<String>,
    pub(crate) role: Option<String>,
}

impl Columns {
    /// Reads a map such as `given=given_name,surname=surname,dob=date_of_birth,postcode=postcode`.
    pub fn parse(id: &str, map: &str) -> Result<Self, TableError> {
        let mut columns = Self { id: id.to_owned(), ..Self::default() };
        for entry in map.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let (field, column) =
                entry.split_once('=').ok_or_else(|| TableError::NotAnEntry(entry.to_owned()))?;
            let place = match field.trim() {
                "given" => &mut columns.given,
                "surname" => &mut columns.surname,
                "dob" => &mut columns.birth,
                "postcode" => &mut columns.postcode,
                "number" => &mut columns.number,
                "street" => &mut columns.street,
                "locality" => &mut columns.locality,
                "suburb" => &mut columns.suburb,
                "region" => &mut columns.region,
                "together" => &mut columns.together,
                "role" => &mut columns.role,
                other => return Err(TableError::UnknownField(other.to_owned())),
            };
            *place = Some(column.trim().to_owned());
        }
        Ok(columns)
    }
}
