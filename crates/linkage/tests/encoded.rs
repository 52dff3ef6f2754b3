//! Two controllers find whom both know, by encodings alone.

use linkage::encode::{
    EncodeError, EncodedTableError, Encoder, Encoding, Secret, decode_table, encode_table,
};
use linkage::encoded::compare;
use linkage::families::{CohortSettings, cohort};
use linkage::{Columns, Record, Table, TableError};

fn encoder(secret: u8, salt: &str) -> Encoder {
    Encoder::new(&Secret::new(vec![secret; 32]).expect("long enough"), salt)
}

fn amina() -> Record {
    Record {
        given_name: "Amina".into(),
        surname: "Hussain".into(),
        birth: "2022-03-04".into(),
        postcode: "W10 4AA".into(),
        ..Record::default()
    }
}

fn apart(one: &Record, other: &Record) -> f64 {
    let encoder = encoder(7, "agreement 1");
    encoder.encode(one).distance(&encoder.encode(other)).expect("filters in common")
}

#[test]
fn the_births_that_nobody_has_seen_are_counted_within_the_interval() {
    let made = cohort(&CohortSettings { births: 400, missed: 130, ..CohortSettings::default() });
    let encoder = encoder(7, "agreement 1");
    let births: Vec<Encoding> = made.births.iter().map(|birth| encoder.encode(&birth.record)).collect();
    let seen: Vec<Encoding> = made.seen.records.iter().map(|record| encoder.encode(record)).collect();
    let encoded = compare(&births, &seen);
    let (found, interval) = encoded.count();
    let truly = births.len() - made.missed();
    assert!(interval.contains(&truly), "{truly} of the births were seen, said {interval:?}");
    assert!(found.abs_diff(truly) * 20 <= truly, "{truly} seen, counted {found}");
    let right = |pair: &&linkage::encoded::EncodedPair| {
        made.births[pair.left].child == Some(made.seen.child_of[pair.right])
    };
    let rightly = encoded.pairs.iter().filter(right).count();
    assert!(
        rightly * 100 >= encoded.pairs.len() * 96,
        "{rightly} of {} pairs are right",
        encoded.pairs.len()
    );
}

#[test]
fn an_error_in_one_field_leaves_a_record_near_itself_and_far_from_strangers() {
    let with = |change: &dyn Fn(&mut Record)| {
        let mut record = amina();
        change(&mut record);
        record
    };
    for (what, changed) in [
        ("year", with(&|record| record.birth = "2021-03-04".into())),
        ("day", with(&|record| record.birth = "2022-03-14".into())),
        ("day and month exchanged", with(&|record| record.birth = "04/03/2022".into())),
        ("moved", with(&|record| record.postcode = "NW6 7UA".into())),
        ("one letter", with(&|record| record.given_name = "Amena".into())),
        (
            "names exchanged",
            with(&|record| {
                record.given_name = "Hussain".into();
                record.surname = "Amina".into();
            }),
        ),
        ("no birth date", with(&|record| record.birth.clear())),
    ] {
        assert!(apart(&amina(), &changed) < 0.3, "{what}: {}", apart(&amina(), &changed));
    }
    let stranger = Record {
        given_name: "Oliver".into(),
        surname: "Smith".into(),
        birth: "2019-11-23".into(),
        postcode: "NW8 6BB".into(),
        ..Record::default()
    };
    assert!(apart(&amina(), &stranger) > 0.42, "a stranger: {}", apart(&amina(), &stranger));
}

#[test]
fn another_secret_or_agreement_gives_encodings_that_compare_with_none() {
    let own = encoder(7, "agreement 1");
    for other in [encoder(8, "agreement 1"), encoder(7, "agreement 2")] {
        assert_ne!(own.scheme(), other.scheme());
        assert!(own.encode(&amina()).distance(&other.encode(&amina())).unwrap() > 0.42);
    }
    assert_eq!(own.scheme(), encoder(7, "agreement 1").scheme());
    assert_eq!(Secret::new(vec![1; 31]).unwrap_err(), EncodeError::ShortSecret);
}

#[test]
fn an_encoding_is_read_back_from_its_text_and_nonsense_is_refused() {
    let encoding = encoder(7, "agreement 1").encode(&amina());
    let texts = encoding.to_texts();
    assert_eq!(Encoding::from_texts(texts.each_ref().map(String::as_str)), Ok(encoding));
    assert_eq!(Encoding::from_texts(["", "AAAA", ""]), Err(EncodeError::NotAnEncoding));
    let blank = encoder(7, "agreement 1").encode(&Record::default());
    assert_eq!(blank.to_texts(), ["", "", ""], "a blank record says nothing");
    assert_eq!(blank.distance(&blank), None);
}

fn read_back(header: &[String], rows: &[Vec<String>]) -> Table {
    let mut table = Table::new(header);
    rows.iter().for_each(|row| table.push(row));
    table
}

#[test]
fn a_table_is_handed_over_without_a_name_and_with_the_columns_that_were_kept() {
    let mut table = Table::new(["nhs", "first", "last", "born", "pc", "lsoa"]);
    table.push(["1", "Amina", "Hussain", "2022-03-04", "W10 4AA", "E01004718"]);
    let columns = Columns::parse("nhs", "given=first,surname=last,dob=born,postcode=pc").unwrap();
    let (header, encoded) = encode_table(&table, &columns, &encoder(7, "agreement 1"), &["lsoa"]).unwrap();
    assert_eq!(header, ["id", "scheme", "by_year", "by_day", "by_place", "lsoa"]);
    assert_eq!((encoded[0][0].as_str(), encoded[0][5].as_str()), ("1", "E01004718"));
    assert!(!encoded[0].concat().contains("Amina"), "no name is handed over");

    let (ids, encodings, scheme) = decode_table(&read_back(&header, &encoded)).unwrap();
    assert_eq!((ids, scheme), (vec!["1".to_owned()], encoder(7, "agreement 1").scheme()));
    assert_eq!(encodings, [encoder(7, "agreement 1").encode(&amina())]);

    let (_, others) = encode_table(&table, &columns, &encoder(8, "agreement 1"), &["lsoa"]).unwrap();
    let both = [encoded, others].concat();
    let mixed = decode_table(&read_back(&header, &both));
    assert!(matches!(mixed, Err(EncodedTableError::OtherScheme { row: 2, .. })), "two secrets in one file");
    let missing = encode_table(&table, &columns, &encoder(7, "agreement 1"), &["month"]);
    assert!(
        matches!(missing, Err(TableError::NoColumn { wanted, .. }) if wanted == "month"),
        "it is not there"
    );
}
