//! Workbooks as nasty as institutes deliver them: `import` reads every figure right, or says what it left out.

use std::process::Command;

use crate::book::Book;
use crate::folder::Folder;

/// The figures of all charts that are proposed, and what was said.
#[track_caller]
fn built(book: &Book<'_>, chart: &str) -> (String, String) {
    let folder = Folder::empty().with("tables.xlsx", book.bytes());
    let path = |name: &str| folder.path.join(name).to_str().unwrap().to_owned();
    let run = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_make-briefing")).args(arguments).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.success(), "{said}");
        said
    };
    let said = run(&["import", &path("tables.xlsx"), "--charts", "--specs", &path("specs")]);
    run(&[&path("specs"), "--output", &path("out"), "--format", "csv"]);
    (std::fs::read_to_string(folder.path.join(format!("out/charts/{chart}.csv"))).unwrap(), said)
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn items_with_sizes_and_means_beside_their_answers() {
    let lines = "F9 Wie wichtig sind Ihnen die folgenden Punkte?\nZeilenprozent\n|sehr wichtig|eher wichtig|unwichtig|Summe|n|MW\nPreis|50|30|20|100|1001|1.73\nNähe|41|35|24|100|1001|1.9\nAuswahl|30|40|30|100|998|2.1";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "f9");
    has(&figures, &["sehr wichtig,eher wichtig,unwichtig\n", "Preis,50,30,20"]);
    has(&said, &["columns that hold no answers are left out: `Summe`, `n`, `MW`"]);
}

#[test]
fn a_row_of_sizes_among_percentages_is_no_answer() {
    let lines = "Tabelle 1: Bekanntheit\n\nAngebot|Gesamt|Ost|West\nGanztag|'54,3 %|'51,0 %*|'55,1 %\nHort|'31,2 %|'44,9 %|'27,0 %\nKita-App¹|'< 0,5 %|–|'0,6 %\nFallbasis|'1.204|'301|'903\n\n* kleine Fallzahl";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "bekanntheit");
    has(&figures, &["Ganztag,54.3,51.0,55.1", "Kita-App¹,,0.0,0.6"]);
    assert!(!figures.contains("1204"), "{figures}");
    has(&said, &["`< 0,5 %` is a limit", "`*`"]);
}

#[test]
fn hidden_rows_add_up_to_nothing_and_sums_of_mentions_are_no_nets() {
    let lines = "Vertrauen, Angaben in %\n\nInstitution|2021|2023\n!TESTZEILE|1|2\nPolizei|78|76\nGerichte|66|64\nParteien|20|18\nSumme|164|158";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "vertrauen-angaben-in");
    has(&figures, &["Polizei,78,76"]);
    assert!(!figures.contains("TESTZEILE") && !figures.contains("Summe"), "{figures}");
    has(&said, &["hidden rows, columns or figures are left out"]);
}

#[test]
fn two_tables_side_by_side_have_titles_of_their_own() {
    let lines = "Nutzung||||Kauf\n\nGerät|Männer|Frauen||Gerät|Männer|Frauen\nSmartphone|'81%|'79%||Smartphone|'12%|'14%\nTablet|'40%|'45%||Tablet|'6%|'9%";
    let book = Book { lines, ..Book::default() };
    has(&built(&book, "nutzung").0, &["Smartphone,81,79"]);
    has(&built(&book, "kauf").0, &["Tablet,6,9"]);
}

#[test]
fn a_heading_right_below_the_names_hides_no_header() {
    let lines = "Zustimmung (Top-2 in %)\n|Gesamt (n=1.500)|Frauen (n=760)\nWirtschaft\n  Es geht bergauf|33|30\n  Preise steigen|88|90\nGesellschaft\n  Zusammenhalt sinkt|61|63\nAnm.: Skala 1-5";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "zustimmung-top-2-in");
    has(&figures, &["Gesamt,Frauen", "Es geht bergauf,33,30", "Zusammenhalt sinkt,61,63"]);
    has(&said, &["left out as headings: `Wirtschaft`, `Gesellschaft`", "the header says how many answered"]);
}

#[test]
fn a_total_beside_secret_figures_is_no_answer() {
    let lines = "Erwerbstätige in 1 000\n\n|2019|2020\nSelbstständige|'4 093|'3 934\nMithelfende|'(130)|'/\nBeamte|'2 010|'1 997\nInsgesamt|'41 117|'40 900\n– = nichts vorhanden";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "erwerbstaetige-in-1-000");
    has(&figures, &["Mithelfende,130,"]);
    assert!(!figures.contains("Insgesamt"), "{figures}");
    has(&said, &["`Insgesamt` is called like a total"]);
}

#[test]
fn the_title_of_the_volume_is_that_of_the_survey() {
    let lines =
        "Tabellenband Bürgerumfrage 2025\nF1: Wie zufrieden sind Sie?\n\n|Gesamt|Ost\nsehr|60|50\nkaum|40|50";
    let folder = Folder::empty().with("t.xlsx", Book { lines, ..Book::default() }.bytes());
    let file = folder.path.join("t.xlsx");
    let run = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args(["import", "--print", file.to_str().unwrap()])
        .output()
        .unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    has(&out, &["title: 'Tabellenband Bürgerumfrage 2025'", "label: 'Wie zufrieden sind Sie?'"]);
}

#[test]
fn a_column_that_says_what_rows_hold_is_no_column_of_figures() {
    let lines = "Q7 Which of these do you use? (multiple answers possible)\n\n||Total|North|South\nBase: all respondents|n|800|300|500\nBus|n|400|180|220\n|%|#1:0.5|#1:0.6|#1:0.44\nTram|n|320|90|230\n|%|#1:0.4|#1:0.3|#1:0.46";
    let book = Book { lines, formats: &["0%"], merged: &["A5:A6", "A7:A8"], ..Book::default() };
    has(&built(&book, "q7").0, &["Bus,50,60,44", "Tram,40,30,46"]);
}

#[test]
fn a_number_that_its_format_hides_is_not_published() {
    let lines = "Q10 Satisfaction, in %\n\n|2022|2023|2024\ngood|#1:54.3|#1:55.1|#1:3\nfair|#1:30.2|#1:31.4|#1:57\nbad|#1:15.5|#1:13.5|#1:40";
    let formats = &["[<10]\"(< 10)\";0.0\" %\""];
    let (figures, said) = built(&Book { lines, formats, ..Book::default() }, "q10");
    has(&figures, &["good,54.3,55.1,\n", "fair,30.2,31.4,57.0"]);
    has(&said, &["hidden rows, columns or figures are left out"]);
}

#[test]
fn a_subtotal_is_a_net_whatever_it_is_called() {
    let lines = "Fahrzeuge nach Treibstoff, Anzahl\n\n|2021|2022|2023\nTotal|1000|1100|1210\nVerbrenner|900|940|980\nBenzin|600|620|640\nDiesel|300|320|340\nElektrisch|100|160|230\nBatterie|60|100|150\nPlug-in|40|60|80";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "fahrzeuge-nach-treibstoff-anzahl");
    has(&figures, &["Benzin,600,620,640", "Batterie,60,100,150"]);
    assert!(!figures.contains("Verbrenner") && !figures.contains("Total"), "{figures}");
    has(&said, &["`Verbrenner` is taken for a net: it is the sum of `Benzin`, `Diesel`"]);
}

#[test]
fn a_net_that_is_printed_otherwise_is_said() {
    let lines = "Q4 How likely are you to go?\n\n|Total|Men|Women\nVery likely|29.6|28|31\nRather likely|31.9|32|32\nNot likely|38.5|40|37\nTop-2 (likely)|61.6|60|63";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "q4");
    has(&figures, &["Very likely,29.6,28.0,31.0"]);
    has(&said, &["`Top-2 (likely)` is printed as 61.6 where its parts add up to 61.5"]);
}

#[test]
fn rows_of_two_groups_are_no_counts_with_their_shares() {
    let lines = "Nutzung nach Verkehrsmittel, in %\n\nGruppe|Antwort|2022|2024\nÖV|Bus|40|42\n|Tram|30|31\nIndividual|Auto|60|58\n|Velo|25|29";
    let (figures, said) = built(
        &Book { lines, merged: &["A4:A5", "A6:A7"], ..Book::default() },
        "nutzung-nach-verkehrsmittel-in",
    );
    has(&figures, &["Bus,40,42", "Tram,30,31", "Auto,60,58", "Velo,25,29"]);
    has(&said, &["the columns before the names of the rows are not read: `Gruppe`"]);
}

#[test]
fn letters_of_significance_below_some_figures_are_left_out() {
    let lines = "Q31. Agreement\nBase: all respondents\n|Total|Men|Women\nBase|1000|480|520\nAgree|'62%|'65%|'59%\n||B\nDisagree|'30%|'28%|'32%\n|||A\nDon't know|'8%|'7%|'9%";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "q31");
    has(&figures, &["Agree,Antwort,62,65,59", "Disagree,Antwort,30,28,32", "Don't know,keine Antwort,8,7,9"]);
}

#[test]
fn nets_and_changes_among_the_columns_are_no_answers() {
    let lines = "Zustimmung zu Aussagen, Angaben in %\n\nAussage|Basis|Top 2|stimme voll zu|stimme eher zu|stimme eher nicht zu|stimme nicht zu|Veränderung\nSteuern runter|1002|60|25|35|30|10|3\nTempolimit|1000|51|30|21|19|30|-2";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "zustimmung-zu-aussagen-angaben-in");
    has(&figures, &["Steuern runter,25,35,30,10\n"]);
    has(&said, &["columns that hold no answers are left out: `Basis`, `Top 2`, `Veränderung`"]);
}

#[test]
fn groups_in_rows_are_columns_with_their_respondents() {
    let lines = "F5 Wie bewerten Sie das Amt?\nZeilenprozent\nGruppe|n|gut|mittel|schlecht\nGesamt|1200|50|35|15\nMänner|590|48|37|15\nFrauen|610|52|33|15";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "f5");
    has(&figures, &["Gesamt,Männer,Frauen", "gut,50,48,52"]);
    has(&said, &["the rows are taken for groups of respondents"]);
}

#[test]
fn n_of_groups_in_rows_is_that_of_those_who_were_asked() {
    let lines = "F5 Wie bewerten Sie das Amt?\nZeilenprozent\nGruppe|n gewichtet|n ungewichtet|gut|mittel|schlecht\nGesamt|1012|1000|50|35|15\nMänner|500|480|48|37|15\nFrauen|512|520|52|33|15";
    let (_, said) = built(&Book { lines, ..Book::default() }, "f5");
    has(&said, &["n is taken from `n ungewichtet` and not from `n gewichtet`"]);
    assert!(!said.contains("hold no answers"), "{said}");
}

#[test]
fn a_net_of_fractions_that_is_printed_otherwise_is_said_too() {
    let lines = "Q4 How likely are you to go?\n\n|Total|Men\nVery likely|0.30|0.28\nRather likely|0.31|0.32\nNot likely|0.39|0.40\nTop-2 (likely)|0.63|0.60";
    let (_, said) = built(&Book { lines, ..Book::default() }, "q4");
    has(&said, &["`Top-2 (likely)` is printed as 0.63 where its parts add up to 0.61"]);
}

#[test]
fn an_answer_called_change_is_an_answer_where_rows_add_up_with_it() {
    let lines = "F5 What should the office do?\nRow percent\nGroup|Change|Keep|Don't know\nTotal|50|40|10\nMen|52|39|9\nWomen|48|41|11";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "f5");
    has(&figures, &["Change"]);
}

#[test]
fn counts_with_shares_below_them_may_have_a_hole() {
    let lines = "Q7 Use\n\n|Total|Men|Women\nBus|400|180|220\n|40|36|44\nTram|300|-|150\n|30|-|30\nCar|300|120|180\n|30|24|36";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "q7");
    has(&figures, &["Bus,400,180,220", "Tram,300,,150", "Car,300,120,180"]);
}

#[test]
fn totals_of_pivot_tables_are_no_answers_and_their_labels_no_names() {
    let lines = "F1 Verkehrsmittel\n\nAnzahl von ID|Spaltenbeschriftungen\nZeilenbeschriftungen|Nord|Süd|Gesamtergebnis\nBus|120|80|200\nBahn|60|90|150\nGesamtergebnis|180|170|350";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "f1");
    has(&figures, &["Nord,Süd,Gesamtergebnis\n", "Bus,120,80,200", "Bahn,60,90,150"]);
    assert!(!figures.contains("350"), "{figures}");
}

#[test]
fn parts_of_the_row_above_do_not_count_twice() {
    let lines = "Erwerbstätige nach Stellung im Beruf (1 000)\n|2022|2023\nInsgesamt|1000|1020\ndavon:\n  Selbstständige|150|150\n  Arbeitnehmer|850|870\n  darunter: Auszubildende|45|47";
    let (figures, said) =
        built(&Book { lines, ..Book::default() }, "erwerbstaetige-nach-stellung-im-beruf-1");
    has(&figures, &["Arbeitnehmer,850,870"]);
    assert!(!figures.contains("Auszubildende"), "{figures}");
    has(&said, &["which would count twice: `darunter: Auszubildende`"]);
}

#[test]
fn deviations_and_sizes_beside_means_are_no_answers() {
    let lines = "F12 Bitte bewerten Sie (1 = sehr gut)\nAngebot|Mittelwert|Std.abw.|n\nBibliothek|1.9|0.8|980\nSchwimmbad|2.6|1.1|760";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "f12");
    has(&figures, &["Bibliothek,1.9\n", "Schwimmbad,2.6\n"]);
    has(&said, &["columns that hold no answers are left out: `Std.abw.`, `n`"]);
}

#[test]
fn a_score_below_the_answers_is_no_answer() {
    let lines = "F20 Weiterempfehlung\n|2022|2023\nPromotoren (9-10)|41|44\nPassive (7-8)|33|31\nDetraktoren (0-6)|26|25\nNPS|15|19\nn|800|812";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "f20");
    assert!(!figures.contains("NPS"), "{figures}");
    has(&said, &["`NPS` is a score and no answer"]);
}

#[test]
fn every_base_and_every_total_is_known_by_its_name() {
    let lines = "Q3 Trust\n|Total|North\nUnweighted N|1003|402\nEffective base|812|350\nTrust a lot|34|30\nTrust a little|41|44\nDo not trust|25|26\nSigma|100|100";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "q3");
    has(&figures, &["Trust a lot,34,30"]);
    assert!(!figures.contains("Effective") && !figures.contains("Sigma"), "{figures}");
}

#[test]
fn frequencies_of_statistics_programs_give_the_shares_of_who_answered() {
    let lines = "Wie zufrieden sind Sie?\n||Häufigkeit|Prozent|Gültige Prozente|Kumulierte Prozente\nGültig|sehr zufrieden|210|21.0|21.9|21.9\n|zufrieden|430|43.0|44.8|66.7\n|unzufrieden|320|32.0|33.3|100.0\n|Gesamt|960|96.0|100.0|\nFehlend|System|40|4.0||\nGesamt||1000|100.0||";
    let (figures, said) =
        built(&Book { lines, merged: &["A3:A6"], ..Book::default() }, "wie-zufrieden-sind-sie");
    has(&figures, &["sehr zufrieden,21.9\n", "unzufrieden,33.3\n"]);
    assert!(!figures.contains("System") && !figures.contains("Gesamt"), "{figures}");
    has(&said, &["rows at the end of the table are not read: `System`, `Gesamt`"]);
}

#[test]
fn crosstabs_of_statistics_programs_give_the_shares() {
    let lines = "Q2 Nutzung nach Geschlecht\n|||Geschlecht||Gesamt\n|||männlich|weiblich|\nNutzung|ja|Anzahl|200|260|460\n||% innerhalb von Geschlecht|'40,0%|'52,0%|'46,0%\n|nein|Anzahl|300|240|540\n||% innerhalb von Geschlecht|'60,0%|'48,0%|'54,0%\nGesamt||Anzahl|500|500|1000\n||% innerhalb von Geschlecht|'100,0%|'100,0%|'100,0%";
    let merged: &[&str] = &["D2:E2", "A4:A7", "B4:B5", "B6:B7", "A8:B9", "F2:F3"];
    let (figures, _) = built(&Book { lines, merged, ..Book::default() }, "q2");
    has(&figures, &["ja,40.0,52.0,46.0", "nein,60.0,48.0,54.0"]);
    assert!(!figures.contains("Gesamt,100"), "{figures}");
}

#[test]
fn a_year_with_a_note_names_its_column() {
    let lines = "Anteil mit Smartphone, in %\n|'2019*|'2021|'2023\n14-29 Jahre|96|97|98\n60+ Jahre|52|63|74\n* andere Frage";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "anteil-mit-smartphone-in");
    has(&figures, &["2019*,2021,2023", "60+ Jahre,52,63,74"]);
}

#[test]
fn limits_in_words_and_in_brackets_are_no_figures() {
    let lines = "Verkehrsmittel, in %\n|Stadt|Land\nAuto|'45,5|'70,1\nTaxi|'<0,5|'(<5)\nRad|'30,0|'unter 5\nFuß|'24,0|'19,9";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "verkehrsmittel-in");
    has(&figures, &["Taxi,,\n", "Rad,30.0,\n", "Fuß,24.0,19.9"]);
    has(&said, &["`<0,5`, `(<5)`, `unter 5` is a limit"]);
}

#[test]
fn a_sum_of_months_is_no_month() {
    let lines = "Meldungen nach Monat, Anzahl\nThema|Jan|Feb|Mrz|Summe\nMüll|12|15|20|47\nLärm|5|7|9|21\nSumme|17|22|29|68";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "meldungen-nach-monat-anzahl");
    has(&figures, &["Jan,Feb,Mrz\n", "Müll,12,15,20\n"]);
    has(&said, &["`Summe` adds up the columns beside it, which are periods"]);
}

#[test]
fn counts_beside_their_shares_are_left_out_and_ranks_are_not_read() {
    let lines = "Frage 4: Familienstand\nCode|Antwort|Anzahl|Prozent\n1|ledig|300|30\n2|verheiratet|500|50\n3|verwitwet|200|20\n|Gesamt gültig|1000|100";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "f4");
    has(&figures, &["ledig,30\n", "verheiratet,50\n"]);
    assert!(!figures.contains("300") && !figures.contains("Gesamt"), "{figures}");
    has(
        &said,
        &["left out: `Anzahl`", "`Gesamt gültig` is the sum of the other rows", "is not read: `Code`"],
    );
}

#[test]
fn ends_of_intervals_are_no_answers() {
    let lines = "Anteil der Raucher, in %\nLand|Anteil|KI unten|KI oben\nNord|22.1|20.0|24.2\nSüd|19.5|17.9|21.1\nWest|21|19.2|22.8";
    let (figures, said) = built(&Book { lines, ..Book::default() }, "anteil-der-raucher-in");
    has(&figures, &["Nord,22.1\n", "West,21.0\n"]);
    has(&said, &["left out: `KI unten`, `KI oben`"]);
}

#[test]
fn columns_of_stars_beside_the_figures_are_left_out() {
    let lines = "F14 Vertrauen, in %\n|Ost||West|\nPolizei|70|*|78|\nGericht|60||66|**\nPresse|40|*|45|";
    let (figures, _) = built(&Book { lines, ..Book::default() }, "f14");
    has(&figures, &["Ost,West\n", "Polizei,70,78", "Presse,40,45"]);
}
