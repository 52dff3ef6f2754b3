//! Two postcodes.

use crate::normalise::postcode::Postcode;

/// How alike two postcodes are, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum PostcodeLevel {
    /// The same code.
    Same,
    /// Two neighbouring characters exchanged.
    Transposed,
    /// One character wrong, missing or added.
    Slip,
    /// Two codes between which somebody else of the same household moved too. No two codes say so by themselves: `moves`
    /// finds it out from the other records.
    Moved,
    /// Next door: the same sector, or only the last character differs.
    Sector,
    /// The same district.
    District,
    /// None of these.
    Unlike,
}

impl PostcodeLevel {
    pub(crate) const COUNT: usize = 7;
}

/// How alike two postcodes are; nothing where one of them is unknown.
pub(crate) fn level(one: &Postcode, other: &Postcode) -> Option<PostcodeLevel> {
    if !one.is_known() || !other.is_known() {
        return None;
    }
    if one.number() == other.number() {
        return Some(PostcodeLevel::Same);
    }
    let (a, b) = (one.as_bytes(), other.as_bytes());
    Some(if is_transposed(a, b) {
        PostcodeLevel::Transposed
    } else if is_slip(a, b) {
        PostcodeLevel::Slip
    } else if one.sector().is_some() && one.sector() == other.sector() {
        PostcodeLevel::Sector
    } else if one.district() == other.district() {
        PostcodeLevel::District
    } else {
        PostcodeLevel::Unlike
    })
}

fn is_transposed(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let Some(first) = a.iter().zip(b).position(|(x, y)| x != y) else { return false };
    first + 1 < a.len()
        && a[first] == b[first + 1]
        && a[first + 1] == b[first]
        && a[first + 2..] == b[first + 2..]
}

fn is_slip(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level_of(one: &str, other: &str) -> Option<PostcodeLevel> {
        let (one, other) = (Postcode::parse(one), Postcode::parse(other));
        assert_eq!(level(&one, &other), level(&other, &one), "both ways round");
        level(&one, &other)
    }

    #[test]
    fn each_distance_has_its_level() {
        assert_eq!(level_of("W10 4AA", "w104aa"), Some(PostcodeLevel::Same));
        assert_eq!(level_of("W10 4AB", "W10 4BA"), Some(PostcodeLevel::Transposed));
        assert_eq!(level_of("2706", "2760"), Some(PostcodeLevel::Transposed));
        assert_eq!(level_of("W10 4AA", "W10 5AA"), Some(PostcodeLevel::Slip));
        assert_eq!(level_of("W10 4AA", "W1 4AA"), Some(PostcodeLevel::Slip));
        assert_eq!(level_of("W10 4AA", "W10 4BD"), Some(PostcodeLevel::Sector));
        assert_eq!(level_of("W10 4AA", "W10 5BD"), Some(PostcodeLevel::District));
        assert_eq!(level_of("W10", "W10 5BD"), Some(PostcodeLevel::District));
        assert_eq!(level_of("W10 4AA", "L34 1BD"), Some(PostcodeLevel::Unlike));
        assert_eq!(level_of("", "L34 1BD"), None);
    }
}
