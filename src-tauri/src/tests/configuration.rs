//! What the built configuration allows, read as it is built in.

use std::collections::BTreeMap;

use serde_json::Value;
use tauri::test::MockRuntime;
use tauri::utils::config::DisabledCspModificationKind;

use crate::commands;

#[test]
fn the_policy_of_the_built_app_is_strict() {
    let context: tauri::Context<MockRuntime> = tauri::generate_context!(test = true);
    let app = &context.config().app;
    assert!(!app.with_global_tauri, "scripts find no Tauri lying about");
    let policy = app.security.csp.as_ref().expect("there is a policy").to_string();
    let rules: BTreeMap<&str, &str> = policy
        .split(';')
        .filter_map(|rule| rule.trim().split_once(' '))
        .map(|(name, sources)| (name, sources.trim()))
        .collect();
    let expected = BTreeMap::from([
        ("default-src", "'self'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data:"),
        // The window talks to the program that it is part of, and to nobody else.
        ("connect-src", "ipc: http://ipc.localhost"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("frame-ancestors", "'none'"),
        ("form-action", "'none'"),
    ]);
    assert_eq!(rules, expected, "these rules and no others");
    let left_out = &app.security.dangerous_disable_asset_csp_modification;
    assert!(matches!(left_out, DisabledCspModificationKind::Flag(false)), "nothing of it is switched off");
}

#[test]
fn each_command_has_a_permission_of_its_own_and_none_is_anybody_elses() {
    let permissions = permissions();
    let ours = commands::NAMES;
    assert_eq!(permissions.len(), ours.len(), "one each: {permissions:?}");
    for command in ours {
        assert!(permissions.contains(&(*command).to_owned()), "{command} has a permission in the capability");
    }
}

#[test]
fn the_isolation_page_lets_through_what_the_capability_names_and_no_more() {
    let named: Vec<String> = permissions().iter().map(|command| format!("{command:?}")).collect();
    let page = include_str!("../../isolation/index.js");
    let begins = page.find("new Set([").expect("a list") + "new Set([".len();
    let list = page[begins..].split(']').next().expect("its end");
    let listed: Vec<String> =
        list.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    assert_eq!(
        listed, named,
        "src-tauri/isolation/index.js holds exactly the capability's commands, in its order"
    );
}

/// The commands that the one capability names.
fn permissions() -> Vec<String> {
    let capability: Value = serde_json::from_str(include_str!("../../capabilities/main-window.json"))
        .expect("a capability is JSON");
    let permissions = capability["permissions"].as_array().expect("permissions are a list");
    permissions
        .iter()
        .map(|permission| permission.as_str().expect("a word"))
        .map(|word| word.strip_prefix("allow-").expect("a command of ours").replace('-', "_"))
        .collect()
}

#[test]
fn a_phone_copies_nothing_of_the_vault_into_a_backup() {
    let manifest = include_str!("../../gen/android/app/src/main/AndroidManifest.xml");
    for rule in [
        "android:allowBackup=\"false\"",
        "android:fullBackupContent=\"false\"",
        "android:dataExtractionRules=\"@xml/data_extraction_rules\"",
    ] {
        assert!(manifest.contains(rule), "the Android manifest lacks {rule}");
    }
    let rules = include_str!("../../gen/android/app/src/main/res/xml/data_extraction_rules.xml");
    for (section, end) in [("<cloud-backup>", "</cloud-backup>"), ("<device-transfer>", "</device-transfer>")]
    {
        let inside =
            rules.split(section).nth(1).and_then(|rest| rest.split(end).next()).expect("both sections");
        for domain in ["root", "file", "database", "sharedpref", "external"] {
            assert!(
                inside.contains(&format!("<exclude domain=\"{domain}\" />")),
                "{section} leaves out {domain}"
            );
        }
    }
    assert!(!manifest.contains("<provider"), "no other app is handed a file");
    let activity = include_str!("../../gen/android/app/src/main/java/org/doorstep/app/MainActivity.kt");
    assert!(activity.contains("FLAG_SECURE"), "no picture is taken of a screen with names");
}
