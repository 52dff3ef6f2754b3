//! Short forms that no comparison of letters would find.

/// Names in common use in the United Kingdom that stand for one another, folded. A name may be in several groups
/// (`alex` is Alexander or Alexandra). Short forms that begin the long one, such as `mo` or `sam`, need no entry
/// where the long name begins with all of their letters.
const GROUPS: &[&[&str]] = &[
    &["abdul", "abdullah", "abdallah"],
    &["abigail", "abi", "abby", "gail"],
    &["alexander", "alex", "alec", "sandy", "xander", "sasha", "lex"],
    &["alexandra", "alex", "sandra", "sasha", "lexi"],
    &["alfred", "alfie", "alf", "fred", "freddie"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony"],
    &["archibald", "archie"],
    &["arthur", "art", "artie"],
    &["benjamin", "ben", "benji", "benny"],
    &["catherine", "katherine", "kathryn", "kate", "katie", "cathy", "kathy", "kitty", "kit"],
    &["charles", "charlie", "chuck"],
    &["charlotte", "charlie", "lottie", "lotte"],
    &["christopher", "chris", "kit", "kris"],
    &["daniel", "dan", "danny"],
    &["david", "dave", "davey", "dawud", "daud"],
    &["dorothy", "dot", "dottie", "dolly"],
    &["edward", "ed", "eddie", "ted", "teddy", "ned"],
    &["eleanor", "ellie", "nell", "nellie", "nora", "elle"],
    &["elizabeth", "eliza", "liz", "lizzie", "beth", "betty", "betsy", "bess", "libby", "elsie", "lisa"],
    &["emmanuel", "emanuel", "manny"],
    &["emily", "emmy", "millie", "em"],
    &["florence", "flo", "flossie", "florrie"],
    &["frederick", "fred", "freddie", "freddy"],
    &["george", "georgie"],
    &["henry", "harry", "hal", "hank"],
    &["harriet", "hattie", "harry"],
    &["ibrahim", "abraham", "ebrahim", "abe"],
    &["isabella", "isabelle", "isobel", "bella", "izzy", "belle"],
    &["ismail", "ishmael"],
    &["jacob", "jake", "yaqub", "yakub"],
    &["james", "jim", "jimmy", "jamie"],
    &["john", "jack", "jonny", "johnny", "yahya"],
    &["jonathan", "jon", "jonny", "johnny"],
    &["joseph", "joe", "joey", "yusuf", "yousef"],
    &["joshua", "josh"],
    &["lawrence", "laurence", "larry", "laurie"],
    &["leonard", "leo", "lenny"],
    &["lillian", "lily", "lilly", "lil"],
    &["louis", "lewis", "lou"],
    &["margaret", "maggie", "meg", "peggy", "daisy", "greta"],
    &["mary", "maryam", "mariam", "miriam", "molly", "polly", "maria", "marie"],
    &["matilda", "tilly", "mattie"],
    &["matthew", "matt", "mattie"],
    &["michael", "mike", "mick", "mikey", "mikail"],
    &[
        "mohammed", "muhammad", "mohammad", "mohamed", "mohamud", "mohd", "md", "mo", "mehmet", "mahomed",
        "muhammed",
    ],
    &["moses", "musa", "moosa"],
    &["nicholas", "nick", "nicky", "nico"],
    &["olivia", "liv", "livvy"],
    &["oliver", "ollie", "olly"],
    &["patrick", "pat", "paddy"],
    &["rebecca", "becky", "becca", "bex"],
    &["richard", "rick", "ricky", "dick", "rich"],
    &["robert", "rob", "bob", "bobby", "robbie", "bert"],
    &["samuel", "sam", "sammy"],
    &["solomon", "sulaiman", "suleiman", "sol"],
    &["sophia", "sophie", "sofia", "safiya"],
    &["stephen", "steven", "steve"],
    &["susan", "sue", "susie", "suzanne"],
    &["theodore", "theo", "ted", "teddy"],
    &["theresa", "tess", "tessa", "terri"],
    &["thomas", "tom", "tommy"],
    &["victoria", "vicky", "tori"],
    &["william", "will", "bill", "billy", "liam", "willy"],
    &["zachary", "zach", "zack", "zak", "zakariya"],
    &["zainab", "zaynab", "zeinab"],
];

/// The groups that a folded name is in, one bit each.
pub(crate) fn groups(letters: &str) -> u128 {
    GROUPS
        .iter()
        .enumerate()
        .filter(|(_, names)| names.contains(&letters))
        .fold(0, |bits, (place, _)| bits | 1 << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_bit_and_its_names_are_folded() {
        assert!(GROUPS.len() <= 128, "one bit each");
        for name in GROUPS.iter().copied().flatten() {
            assert_eq!(*name, crate::normalise::name::letters(name), "{name} would never be found");
        }
    }

    #[test]
    fn a_short_form_shares_a_group_with_each_long_one() {
        assert_ne!(groups("mo") & groups("mohammed"), 0);
        assert_ne!(groups("alex") & groups("alexandra"), 0);
        assert_eq!(groups("alexander") & groups("alexandra"), 0, "two names that share a short form");
    }
}
