//! The words of claims in German.

use super::cue::Modifier::{About, Above, AtLeast, AtMost, Below, JustAbove, JustBelow, Large, Vast};
use super::cue::{Cue, Words};

pub(super) static WORDS: Words = Words {
    cues: &[
        // Shares in words.
        (
            Cue::Share(50.001, 100.0),
            "mehrheit|mehrheitlich|mehrzahl|großteil|gros der|überwiegend|mehrheiten|die meisten|den meisten|der meisten|meistens|der überwiegende teil|der größte teil|der größere teil",
        ),
        (Cue::Share(66.0, 100.0), "zweidrittelmehrheit"),
        (Cue::Share(0.0, 49.999), "minderheit|die wenigsten|eine minderheit|der kleinere teil"),
        (
            Cue::Share(0.0, 10.0),
            "kaum jemand|kaum ein|kaum eine|kaum einer|kaum einem|fast niemand|fast keine|fast keiner|fast kein|so gut wie niemand|so gut wie keine|so gut wie keiner|praktisch niemand|praktisch keine|nahezu niemand|nahezu keine|kaum noch jemand|kaum wer|nur vereinzelt|nur ganz wenige|verschwindend wenige|verschwindend geringe minderheit|praktisch kein|praktisch keiner|nahezu kein|nahezu keiner|so gut wie kein|quasi kein|quasi keine|quasi niemand|fast gar niemand|beinahe niemand|beinahe keine",
        ),
        (
            Cue::Share(0.0, 25.0),
            "nur wenige|nur eine kleine minderheit|eine kleine minderheit|kleine minderheit|nur sehr wenige",
        ),
        (
            Cue::Share(0.0, 0.499),
            "niemandem|niemanden|niemand|keine einzige|kein einziger|keine der befragten|keiner der befragten|kein einziges|nicht eine einzige|nicht ein einziger|null prozent",
        ),
        (
            Cue::Share(88.0, 100.0),
            "fast alle|nahezu alle|so gut wie alle|praktisch alle|beinahe alle|annähernd alle|fast ausnahmslos|fast sämtliche",
        ),
        (
            Cue::Share(99.5, 100.0),
            "ausnahmslos alle|durchweg alle|sämtliche|ausnahmslos|einstimmig|ohne ausnahme|geschlossen hinter|alle|jedermann",
        ),
        (Cue::Part(50.0), "hälfte|halbe|halb|½"),
        (Cue::Part(100.0 / 3.0), "drittel|drittels|dritteln"),
        (Cue::Part(25.0), "viertel|vierteln|viertels"),
        (Cue::Part(100.0 / 3.0), "⅓"),
        (Cue::Part(200.0 / 3.0), "⅔"),
        (Cue::Part(25.0), "¼"),
        (Cue::Part(75.0), "¾"),
        (Cue::Part(20.0), "fünftel|fünfteln"),
        (Cue::Part(100.0 / 6.0), "sechstel"),
        (Cue::Part(12.5), "achtel"),
        (Cue::Part(10.0), "zehntel|zehnteln"),
        (Cue::Every, "jedwede|jeder|jede|jedes|jedem|jeden"),
        (Cue::Nth(2.0), "zweite|zweiter|zweiten|zweites|zweitem"),
        (Cue::Nth(3.0), "dritte|dritter|dritten|drittes"),
        (Cue::Nth(4.0), "vierte|vierter|vierten|viertes"),
        (Cue::Nth(5.0), "fünfte|fünfter|fünften|fünftes"),
        (Cue::Nth(6.0), "sechste|sechster|sechsten"),
        (Cue::Nth(7.0), "siebte|siebter|siebten|siebente"),
        (Cue::Nth(8.0), "achte|achter|achten"),
        (Cue::Nth(9.0), "neunte|neunter|neunten"),
        (Cue::Nth(10.0), "zehnte|zehnter|zehnten"),
        (Cue::Nth(20.0), "zwanzigste|zwanzigster|zwanzigsten"),
        (Cue::Number(1.0), "ein|eine|einer|einem|einen|eines|eins"),
        (Cue::Number(2.0), "zwei|zweien"),
        (Cue::Number(3.0), "drei|dreien"),
        (Cue::Number(4.0), "vier|vieren"),
        (Cue::Number(5.0), "fünf"),
        (Cue::Number(6.0), "sechs"),
        (Cue::Number(7.0), "sieben"),
        (Cue::Number(8.0), "acht"),
        (Cue::Number(9.0), "neun"),
        (Cue::Number(10.0), "zehn"),
        (Cue::Number(12.0), "zwölf"),
        (Cue::Number(20.0), "zwanzig"),
        (Cue::Number(100.0), "hundert"),
        (Cue::Of, "von|aus|unter"),
        (Cue::Percent, "%|prozent|vh"),
        (Cue::Points, "prozentpunkt*|% punkte|% punkten|punkte|punkten|pp"),
        // What changes them.
        (Cue::Modify(About), "rund|etwa|circa|ca|ungefähr|zirka|in etwa|schätzungsweise|grob|grob gesagt"),
        (
            Cue::Modify(JustBelow),
            "knapp|fast|beinahe|nahezu|nicht ganz|annähernd|etwas weniger als|kaum|knappe|knappen|knapp unter|etwas unter|knappes|knapper|knappem|nicht mal ganz",
        ),
        (
            Cue::Modify(JustAbove),
            "gut|etwas mehr als|etwas über|ein wenig mehr als|knapp über|leicht über|gute|guten|reichlich|nur knapp mehr als|wenig mehr als|gutes|guter|gutem",
        ),
        (
            Cue::Modify(Above),
            "mehr als|über|deutlich mehr als|weit über|weit mehr als|deutlich über|klar über|oberhalb von|jenseits von|sogar mehr als",
        ),
        (
            Cue::Modify(Below),
            "weniger als|unter|deutlich weniger als|nicht einmal|unterhalb von|deutlich unter|nicht mal|weit weniger als|weit unter|noch nicht einmal",
        ),
        (Cue::Modify(AtLeast), "mindestens|wenigstens|zumindest|immerhin mindestens|nicht weniger als"),
        (Cue::Modify(AtMost), "höchstens|maximal|bis zu|allenfalls|nicht mehr als"),
        (
            Cue::Modify(Large),
            "große|großen|großer|breite|breiten|breiter|deutliche|deutlichen|deutlicher|klare|klaren|klarer|satte|satten|solide|komfortable|weit",
        ),
        (
            Cue::Modify(Vast),
            "überwältigende|überwältigenden|überwältigender|erdrückende|übergroße|übergroßen",
        ),
        // Comparisons.
        (
            Cue::More,
            "mehr|häufiger|öfter|öfters|höher|höhere|höheren|höherer|größer|größere|größeren|größerer|stärker|stärkere|stärkeren|beliebter|wichtiger|lieber|eher|verbreiteter|weiter verbreitet|besser|schwerer|drängender|gefragter|oberhalb",
        ),
        (
            Cue::Less,
            "weniger|seltener|niedriger|niedrigere|niedrigeren|geringer|geringere|geringeren|kleiner|kleinere|kleineren|schwächer|unwichtiger|unbeliebter|minder",
        ),
        (Cue::Than, "als"),
        (
            Cue::Times(2.0),
            "doppelt so viele|doppelt so viel|doppelt so häufig|doppelt so oft|doppelt so hoch|doppelt so groß|doppelt so stark|zweimal so viele|zweimal so häufig|zweimal so oft|zweimal so hoch|doppelt so wichtig|doppelt so verbreitet|das doppelte",
        ),
        (
            Cue::Times(3.0),
            "dreimal so viele|dreimal so häufig|dreimal so oft|dreimal so hoch|dreimal so viel|dreifach so viele|dreimal so groß|das dreifache",
        ),
        (
            Cue::Times(4.0),
            "viermal so viele|viermal so häufig|viermal so oft|viermal so hoch|viermal so viel|das vierfache",
        ),
        (
            Cue::Times(5.0),
            "fünfmal so viele|fünfmal so häufig|fünfmal so oft|fünfmal so hoch|fünfmal so viel|das fünffache",
        ),
        (Cue::Times(10.0), "zehnmal so viele|zehnmal so häufig|zehnmal so oft|zehnmal so hoch"),
        (
            Cue::Times(0.5),
            "halb so viele|halb so häufig|halb so oft|halb so hoch|halb so groß|halb so viel|halb so stark",
        ),
        (Cue::As, "wie"),
        (Cue::Before, "vor|vor dem|vor der|vor den"),
        (Cue::Behind, "hinter|hinter dem|hinter der|hinter den"),
        (
            Cue::Beats,
            "übertrifft|übertreffen|übertraf|überholt|überholen|überholte|schlägt|schlagen|überflügelt|überwiegt gegenüber|überragt|überragen|hängt … ab|abgehängt|dominiert über|verdrängt|lässt … hinter sich|toppt",
        ),
        (
            Cue::Best,
            "hauptärgernis|hauptquelle|hauptursache|hauptanliegen|hauptthema|hauptnutzung|topgrund|top thema|top grund|hauptwunsch|hauptkritik*|am häufigsten|am meisten|am stärksten|am höchsten|am größten|am beliebtesten|am wichtigsten|am weitesten verbreitet|am zufriedensten|am ehesten|am öftesten|am verbreitetsten|am skeptischsten|am optimistischsten|am drängendsten|am schwersten wiegt|am schwersten|meistgenannt*|häufigst*|größte|größten|größter|größtes|höchste|höchsten|höchster|wichtigste|wichtigster|wichtigsten|wichtigstes|beliebteste|beliebtester|beliebtestes|stärkste|stärkster|stärksten|verbreitetste|drängendste|spitzenreiter*|an der spitze|an die spitze|an erster stelle|auf platz eins|auf platz 1|auf rang eins|auf rang 1|den ersten platz|ganz oben|ganz vorn|ganz vorne|liegt vorn|liegt vorne|liegen vorn|liegen vorne|vorneweg|führt die liste|führt das ranking|führt die rangliste|führen die liste|führt mit|führen mit|führt klar|führt deutlich|führt knapp|in führung|favorit|die meisten nennungen|die meisten stimmen|die meisten antworten|hauptgrund|hauptgründe|haupthindernis|hauptmotiv|hauptproblem|hauptsorge|nummer eins|nummer 1|top antwort|topantwort|platz eins|platz 1|rang eins|rang 1|relative mehrheit|dominiert|allen voran|höchstwert|spitzenwert|topthema|vor allen anderen|größte gruppe|meisten genannt|anführer|nr 1|auf dem ersten platz|vorderster stelle|spitzenposition|spitzenplatz|nirgends … höher|nirgendwo … höher|nirgends … größer|nirgendwo … größer|nirgendwo sonst … so viele|nirgends sonst … so viele|nirgendwo … so viele|nirgends … so viele|nirgendwo … so häufig|nirgends … so häufig",
        ),
        (
            Cue::Worst,
            "am seltensten|am wenigsten|am niedrigsten|am geringsten|am schwächsten|am kleinsten|am unwichtigsten|am unbeliebtesten|seltenste|seltensten|geringste|geringsten|geringster|niedrigste|niedrigsten|niedrigster|kleinste|kleinsten|kleinster|schwächste|schwächsten|schlusslicht*|an letzter stelle|auf dem letzten platz|letzter platz|den letzten platz|ganz hinten|ganz unten|bildet das ende|bilden das ende|am ende der|das ende der skala|die wenigsten nennungen|die rote laterne|rote laterne|tiefstwert|auf den letzten platz|hinterster stelle|belegt den letzten",
        ),
        (
            Cue::Place(2),
            "nummer zwei|nummer 2|nr 2|auf platz zwei|auf platz 2|auf rang zwei|auf rang 2|an zweiter stelle|den zweiten platz|auf dem zweiten platz|zweithäufigst*|zweitgrößt*|zweitwichtigst*|zweithöchst*|platz zwei|platz 2|rang zwei|rang 2|am zweithäufigsten|zweitmeist*",
        ),
        (
            Cue::Place(3),
            "nummer drei|nummer 3|nr 3|auf platz drei|auf platz 3|auf rang drei|auf rang 3|an dritter stelle|den dritten platz|auf dem dritten platz|dritthäufigst*|drittgrößt*|drittwichtigst*|platz drei|platz 3|rang drei|rang 3|am dritthäufigsten",
        ),
        (
            Cue::Significant,
            "signifikant|signifikante|signifikanter|signifikanten|statistisch gesichert|statistisch bedeutsam",
        ),
        // Change.
        (
            Cue::Up,
            "häufiger geworden|beliebter geworden|wichtiger geworden|größer geworden|stärker geworden|zieht … an|zog … an|angezogen|nach oben|in die höhe|gewann … hinzu|gewinnt … hinzu|hinzugewonnen|dazugewonnen|gewinnt an boden|an boden gewonnen|gewachsener|zugenommene|im kommen|setzen sich durch|breitet sich aus|breiten sich aus|mehr geworden|aufschwung|hochgeschnellt|schnellt … hoch|schnellte … hoch|macht … boden gut|an bedeutung gewonnen|gewinnt an bedeutung|gewinnen an bedeutung|trend zu|nehmen … in fahrt|nimmt … fahrt auf|kletterten|steigern|steigt|steigen|stieg|stiegen|gestiegen|gestiegene|ansteigt|angestiegen|wächst|wachsen|wuchs|gewachsen|wachsende|wachsender|steigende|steigender|zugelegt|zulegen|zugenommen|nimmt … zu|nehmen … zu|nahm … zu|legt … zu|legen … zu|legte … zu|steigt … an|stieg … an|zunimmt|zunehmen|zunahme|anstieg|zuwachs|zugewinn|klettert|kletterte|geklettert|gewinnt … an|gewinnen … an|gewann … an|gewannen … an|erhöht sich|hat sich erhöht|erhöhte sich|auf dem vormarsch|im aufwind|immer mehr|immer häufiger|immer öfter|verbessert sich|ausgebaut|aufwärtstrend|plus von|aufwärts|boomt|setzt sich durch|verbreiten sich|verbreitet sich|ein plus|legten … zu|gewinnt … punkte|gewinnen … punkte|gewann … punkte|gewannen … punkte|gewinnt … prozentpunkte|gewinnen … prozentpunkte|gewann … prozentpunkte|gewannen … prozentpunkte|stiegen … an|steigen … an",
        ),
        (
            Cue::Down,
            "seltener geworden|kleiner geworden|schwächer geworden|weniger geworden|ebbt … ab|abgeebbt|flaut … ab|abgeflaut|schmilzt|geschmolzen|nach unten|an boden verloren|verliert an boden|verlieren an boden|verliert an bedeutung|verlieren an bedeutung|an bedeutung verloren|an zuspruch verloren|an zustimmung verloren|an rückhalt verloren|ist … geringer geworden|tendenz fallend|auf dem absteigenden ast|auslaufmodell|im sinkflug|sackt … ab|sackte … ab|abgesackt|weniger wichtig geworden|verlor an|verlieren … zuspruch|baut … ab|fällt|fallen|fiel|fielen|gefallen|sinkt|sinken|sank|sanken|gesunken|sinkende|sinkender|rückläufig|zurückgegangen|zurückgeht|geht … zurück|gehen … zurück|ging … zurück|gingen … zurück|rückgang|nimmt … ab|nehmen … ab|nahm … ab|abgenommen|abnimmt|abnahme|schrumpft|schrumpfte|geschrumpft|verliert … an|verlieren … an|verlor … an|verloren … an|bricht … ein|brach … ein|eingebrochen|einbruch|bröckelt|bröckelte|immer weniger|immer seltener|schwindet|schwinden|geschwunden|abwärtstrend|minus von|auf dem rückzug|im abwind|lässt … nach|ließ … nach|nachgelassen|abwärts|ein minus|rutscht|rutschte|gerutscht|verringert sich|hat sich verringert|verringerte sich|verliert … punkte|verlieren … punkte|verlor … punkte|verloren … punkte|verliert … prozentpunkte|verlieren … prozentpunkte|verlor … prozentpunkte|verloren … prozentpunkte|büßt … ein|büßen … ein|büßte … ein|büßten … ein",
        ),
        (
            Cue::Flat,
            "auf dem niveau von|auf dem stand von|auf dem alten niveau|beim alten|unverändert|stagniert|stagnierte|stagnieren|konstant|stabil|gleich geblieben|gleichgeblieben|auf der stelle|nichts geändert|kaum verändert|bleibt gleich|nicht verändert|auf gleichem niveau|auf vorjahresniveau|tritt auf der stelle",
        ),
        (Cue::Grown(2.0), "verdoppelt|verdoppelte|verdoppelten|verdoppeln|verdopplung|verdoppelung"),
        (Cue::Grown(3.0), "verdreifacht|verdreifachte|verdreifachung|verdreifachen"),
        (Cue::Grown(4.0), "vervierfacht|vervierfachte|vervierfachung"),
        (Cue::Grown(5.0), "verfünffacht|verfünffachte"),
        (Cue::Grown(0.5), "halbiert|halbierte|halbierten|halbieren|halbierung"),
        (Cue::Grown(1.0 / 3.0), "gedrittelt"),
        (
            Cue::Closing,
            "holt … auf|holen … auf|holte … auf|holten … auf|aufgeholt|aufholen|aufholt|nähert sich|nähern sich|abstand schrumpft|abstand schmilzt|schließt auf|kluft schließt",
        ),
        (
            Cue::Feels(1),
            "optimistischer|zuversichtlicher|zufriedener|positiver|aufgeschlossener|offener|hoffnungsvoller|begeisterter|glücklicher|wohlwollender|gelassener|aufgeschlossener gegenüber",
        ),
        (
            Cue::Feels(-1),
            "pessimistischer|skeptischer|unzufriedener|negativer|kritischer|düsterer|unglücklicher|ablehnender|verhaltener|zurückhaltender",
        ),
        (
            Cue::Level,
            "etwa gleich|gleichauf|annähernd gleich|ähnlich häufig|ebenso häufig|gleich häufig|gleich oft|ebenso viele|genauso viele|gleich viele|halten sich die waage|hält sich die waage|gleich stark|gleich groß|gleich hoch|ähnlich viele|in etwa gleich|genauso häufig|kopf an kopf",
        ),
        (
            Cue::Record,
            "so viele wie nie|so viele wie noch nie|nie zuvor|noch nie|höchststand|rekordhoch|rekordwert|allzeithoch|höchster wert seit|höchsten stand|höchste wert seit|so hoch wie nie|so groß wie nie|so häufig wie nie|so oft wie nie|mehr denn je|mehr als je zuvor|auf rekordniveau|rekordniveau|beliebter denn je",
        ),
        (
            Cue::Low,
            "so wenige wie nie|so wenige wie noch nie|nie so wenige|noch nie so wenige|nie zuvor so wenige|tiefststand|rekordtief|allzeittief|tiefsten stand|so niedrig wie nie|niedrigsten stand|niedrigster wert seit|so selten wie nie|weniger denn je|noch nie … so niedrig|noch nie … so gering|noch nie … so wenige|noch nie … so selten|noch nie … so klein|nie … so niedrig|nie … so gering|nie zuvor … so wenige|nie zuvor … so niedrig|nie zuvor … so selten",
        ),
        (Cue::First, "erstmals|zum ersten mal|erstmalig"),
        (
            Cue::Since,
            "seit|gegenüber|verglichen mit|im vergleich zu|im vergleich mit|nach einem hoch|nach einem tief|ausgehend von|nach|anders als|im unterschied zu|im gegensatz zu",
        ),
        (
            Cue::Counts,
            "betreut|vertritt|beschäftigt rund|kamen rund|zählte|zählten|besuchten|verzeichnete|verzeichneten|gibt es|gab es|zählt|zählen|existieren",
        ),
        (Cue::By, "um|plus|minus"),
        // Who is meant.
        (
            Cue::Respondent,
            "befragte|befragten|befragter|kommunen|kommune|städte|städten|stadt|gemeinden|gemeinde|unternehmen|unternehmens|firmen|betriebe|betrieben|betrieb|menschen|personen|bürger|bürgern|bürgerinnen|deutsche|deutschen|teilnehmer|teilnehmende|teilnehmenden|teilnehmerinnen|teilnehmern|beschäftigte|beschäftigten|mitarbeiter|mitarbeitende|mitarbeitenden|mitarbeiterinnen|schulen|schule|haushalte|haushalten|haushalt|verwaltungen|verwaltung|ämter|behörden|behörde|mitglieder|mitgliedern|mitglied|studierende|studierenden|eltern|lehrkräfte|lehrkräften|lehrer|patienten|patientinnen|ärzte|ärztinnen|kunden|kundinnen|verbraucher|verbrauchern|verbraucherinnen|wahlberechtigte|wahlberechtigten|wähler|wählern|leute|leuten|erwachsene|erwachsenen|jugendliche|jugendlichen|einwohner|landkreise|kreise|praxen|vereine|vereinen|hochschulen|kliniken|krankenhäuser|pflegekräfte|pendler|fahrgäste|fahrgästen|besucher|nutzer|nutzerinnen|nutzern|arbeitnehmer|betrieben|bevölkerung|bundesbürger|landwirte|handwerksbetriebe|antwortenden|pflegende|pflegenden|gäste|leser|apotheken|museen|bibliotheken|kitas|kita|mieter|selbstständige|auszubildende|auszubildenden|rentner|abonnenten|kassen|stadtwerke",
        ),
        (Cue::Total, "gesamt|insgesamt|alle|total|zusammen|gesamtheit|bundesweit|deutschland"),
        (
            Cue::Together,
            "zusammen|zusammengenommen|insgesamt|in summe|beide|sowie|gemeinsam|oder|zusammengerechnet|addiert",
        ),
        (
            Cue::Earlier,
            "vorjahr|jahr zuvor|vor zwei jahren|vorherigen befragung|letzten befragung|vorigen befragung|vorherigen welle|vergangenen jahr|letztes jahr|letzten jahr|damals|früher|noch 20*|seinerzeit|im vorjahr|vor einem jahr|vor zwei jahren|vor fünf jahren|ein jahr zuvor|zuvor|bei der ersten befragung|in der ersten welle|einst",
        ),
        (
            Cue::Yes,
            "ja|dafür|befürwort*|zustimm*|zugestimmt|stimme … zu|stimmen … zu|stimmt … zu|unterstütz*|begrüß*|einverstanden|trifft … zu|pro|finden … gut|findet … gut|spricht sich … für|sprechen sich … für|sind für|ist für",
        ),
        (
            Cue::No,
            "nein|dagegen|ablehn*|abgelehnt|lehnt … ab|lehnen … ab|lehne … ab|gegen|contra|sprechen sich … gegen|sind gegen|ist gegen|stimme … nicht zu",
        ),
        // What takes a claim away.
        (
            Cue::Not,
            "nicht|kein|keine|keiner|keinen|keinem|keines|nie|niemals|keineswegs|weder|ohne|kaum|verfehlt|verfehlen|verfehlte|verfehlten|fern von|weit entfernt von|entfernt von",
        ),
        (
            Cue::Plain,
            "nicht nur|das wichtigste|auf einen blick|größten wert auf|größten wert|größter wert|größte sorgfalt|höchste priorität haben|am stärksten belastet|nicht zuletzt|vor allem|vor ort|vor jahren|vor kurzem|vor dem hintergrund|im alter|in aller|aller voraussicht|bei allen|für alle|in allen|aller art|allen anderen|vor der sommerpause|im ersten halbjahr|halbes jahr|halbe stunde|eine halbe|ein halbes|zweite hälfte|ersten hälfte|erste hälfte|zweiten hälfte|viertel nach|viertel vor|altstadtviertel|im viertel|in diesem viertel|das viertel|eine frage|einer frage|aus sicht|unter anderem|unter druck|über die jahre|mehr oder weniger|zum zweiten mal|zweite welle|zweiten welle|dritte welle|dritten welle|weiter hin|alle zwei|alle drei|alle vier|alle fünf|nicht selten|steigende anforderungen|steigenden anforderungen|steigender kosten|steigende kosten|steigende preise|in den größten städten|größte städte|größten städte|größten städten|kleinsten gemeinden|kleinste gemeinden|größten gemeinden|gefallen ist|gefallen daran|fallen unter|fällt auf|im fall|in fällen|fällt leicht|fällt schwer|schwer fällt|die wichtigsten ergebnisse|wichtigsten ergebnisse|die wichtigsten befunde|wichtigste ergebnisse|höchste zeit|aufs engste|in keinster|gleichermaßen|wie im vorjahr|sowohl als auch|als auch|mehr zeit|mehr geld|mehr personal|mehr digitalisierung|mehr tempo|mehr unterstützung|gut und gerne|gut aufgestellt|im mittel|alle angaben|alle zahlen|alle werte|alle anteile|aller antworten|vor gericht|vor beginn|vor weihnachten|zu einem großen|halb voll|halb leer|stimmen überein|überwiegend zufrieden",
        ),
        (
            Cue::Silent,
            "könnte|könnten|dürfte|dürften|möglicherweise|vermutlich|wahrscheinlich|vielleicht|womöglich|angeblich|mutmaßlich|scheint|scheinen|tendenziell|wohl|anscheinend|offenbar|eventuell|schätzt|schätzen|vermuten|vermutet|hätten erwartet|erwartet hatten|hypothese|wenn|falls|sofern|gesetzt den fall|verpflichtet|vorgeschrieben|zweidrittelmehrheit|qualifizierte mehrheit|absolute mehrheit|bundestag|bundesrat|stadtrat|gemeinderat|kreistag|parlament|koalition*|regierung|stichprobe|rücklauf|rücklaufquote|fragebogen|fragebögen|gewichtet|gewichtung|konfidenz*|irrtumswahrscheinlichkeit|hochgerechnet|interviews|befragt wurden|wurden befragt|gefragt wurden|wurden gefragt|teilgenommen|beteiligten sich|beteiligt|erhoben|skala von|auf einer skala|ausgewertet|einbezogen|quotiert|auswahlgesamtheit|grundgesamtheit|panel|mehrfachnennungen|rundung*|gerundet*|fallzahl|fallzahlen|definiert|lesehilfe|lesebeispiel|bedeutet|nach angaben|soll bis|sollen bis|ziel|ziele|zielmarke|zielwert|ziel ist|anstreben|angestrebt|strebt|will bis|wollen bis|plant die|fordert|sollte|sollten|müsste|müssten|muss|müssen|bis 2030|bis 2035|bis 2040|bis 2045|prognose|szenario|in der theorie|hieß es|heißt es|sagte|sagt der|sagt die|so der|erklärte|betonte|zitat|fühlt sich|frage lautete|gefragt war|im folgenden|zeigt abbildung|kapitel|gemessen an|sprichwort|redensart|redewendung|überspitzt",
        ),
        (
            Cue::Elsewhere,
            "*gesetz|*gesetzes|*gesetze|*verordnung|*richtlinie|*satzung|*euro|gesetz|gesetze|gesetzes|gesetzlich*|verordnung|richtlinie|absatz|paragraf|paragraph|artikel|§|satzung|rechtsanspruch|quorum|grundgesetz|onlinezugangsgesetz|statistisches bundesamt|statistischen bundesamt*|destatis|eurostat|mikrozensus|zensus|oecd|bundesagentur|bundesbank|laut bitkom|institut für|studie der|studie des|einer anderen|andere studien|anderen studien|anderen umfragen|anderen erhebungen|angeschrieben|eingeladen|verschickt|andere umfragen|frühere studien|euro|€|$|dollar|millionen|milliarden|mio|mrd|tonnen|kilometer|quadratmeter|megawatt|inflation*|teuerung*|preise|mehrwertsteuer|zinssatz|zinsen|umsatz|umsätze|ausgaben|haushaltsmittel|fördermittel|förderquote|etat|einwohnerzahl|kaufpreis|stellenplan|wahlbeteiligung|einwohner|einwohnern|einwohnerinnen|fahrpreise|lebensmittelpreise|baupreise|strompreise|spritpreise|mieten|mietpreise|verbraucherpreise|löhne|tariflöhne|gehälter|statistischem bundesamt|bundesweit|weltweit|kilogramm|liter|hektar|gigawatt|kilowatt*|stundenlohn|mindestlohn|steuer*|umsatzplus|exporte|importe|produktion|unfallzahlen|arbeitslosenquote|bruttoinlandsprodukt|kosten pro|studien zufolge|amtliche statistik|amtlichen statistik|wirtschaftswachstum|verdienen|verdienst|kraftfahrt bundesamt|bundesnetzagentur|umweltbundesamt|kammer zählt|verband zählt|zählt rund|rentenalter*|renteneintritt*|altersgrenze|emissionen|treibhausgas*",
        ),
        (
            Cue::Chance,
            "fehlertoleranz|schwankungsbreite*|statistische unsicherheit*|statistischen unsicherheit*|nicht signifikant*|nicht statistisch|zufall|zufällig|fehlerbereich*|fehlermarge|schwankungsbereich*|statistisch nicht|unsicherheitsbereich*|keine signifikanten|keinen signifikanten|kein signifikanter|nicht gesichert|vorbehalt|konfidenzinterval*|fehlerspanne*|zufallsschwankung*|stichprobenfehler*",
        ),
        (
            Cue::Everyone,
            "aller befragten|aller kommunen|aller unternehmen|aller teilnehmenden|aller teilnehmer|aller betriebe|aller personen|aller bürger|aller bürgerinnen|aller menschen|aller deutschen|aller beschäftigten|aller haushalte|aller städte|aller gemeinden|aller schulen|aller mitglieder|aller eltern|aller firmen|alle befragten|allen befragten|sämtlicher befragten|sämtlicher kommunen|der gesamten stichprobe|der gesamtbevölkerung|der bevölkerung|der deutschen bevölkerung|aller studierenden|aller patienten|aller wahlberechtigten|aller erwachsenen|der gesamten belegschaft|der gesamten bevölkerung|aller fahrgäste|aller verbraucher|aller krankenhäuser|aller vereine|aller praxen|aller einwohner|aller bundesbürger|aller lehrkräfte|allen kommunen|allen unternehmen|alle kommunen|alle unternehmen|alle betriebe|alle haushalte|alle eltern|alle beschäftigten|aller arbeitnehmer|aller kita*|aller pflegekräfte|aller handwerksbetriebe|aller ärzte|aller praxen|aller besucher|aller nutzer|aller nutzerinnen|aller kunden|aller jugendlichen|aller museen|aller landwirte",
        ),
        (
            Cue::Representative,
            "repräsentativ|repräsentative|repräsentativen|repräsentativer|repräsentatives|repräsentativumfrage|repräsentativbefragung|repräsentativität|repräsentativerhebung|stellvertretend für|sprechen für alle|spricht für alle|bildet die bevölkerung|bilden die bevölkerung|übertragbar auf|auf die gesamte bevölkerung übertragen|spiegelt die meinung der|spiegeln die meinung der|steht stellvertretend|stehen stellvertretend|lassen sich … übertragen|lässt sich … übertragen|übertragbar|gelten für alle|gilt für alle",
        ),
        (
            Cue::SelfSelected,
            "unter lesern|leserinnen|leser|webseite|website|homepage|instagram|facebook|linkedin|online aufruf|freiwillige online*|freiwillige befragung|mitmach*|selbst angemeldet|anmeldung|jedermann|interessierte konnten|alle interessierten|zufällige besucher|straßenumfrage|selbstselekt*|selbst selektiert|offene online umfrage|offene onlineumfrage|offene onlinebefragung|offene online befragung|frei zugänglich*|offener link|offenem link|leserumfrage|leserbefragung|nutzerumfrage|website umfrage|freiwillige teilnahme|freiwilliger teilnahme|aufruf|teilnahmeaufruf|newsletter|social media|soziale medien|sozialen medien|opt in|self selected|verteiler|schneeball*|offen für alle|jeder konnte teilnehmen|ohne stichprobe|ohne auswahl|selbst ausgewählt|öffentlich zugänglich*|passanten*|abstimmung auf|click umfrage|klickumfrage|selbstrekrutier*|convenience*|anfallende stichprobe",
        ),
        (
            Cue::Cause,
            "führt zu|führen zu|führte zu|verursacht|verursachen|bewirkt|bewirken|sorgt für|sorgen für|macht … zufrieden|machen … zufrieden|macht … unzufrieden|macht … krank|macht … gesund|macht … glücklich|macht … produktiv|dank|wegen|weil|aufgrund|infolge|löst … aus|lösen … aus|steigert|steigern|erhöht die|erhöht den|fördert|fördern|verhindert|verhindern|senkt|senken|schadet|schaden|stärkt|schwächt|bringt … hervor|zieht … nach sich|hat zur folge|folge von|ursache für|grund dafür",
        ),
        (Cue::And, "und|aber|während|doch|sowie|hingegen|dagegen|jedoch"),
    ],
    stop: "der die das des dem den ein eine einer einem einen eines und oder von vom zu zum zur in im ins an am auf aus bei beim mit für über unter vor nach durch um als wie auch nur noch schon sich ist sind war wird werden hat haben sei sein seine ihr ihre es er sie wir man dass nicht kein keine keiner so was wer etwa etc wie z b d h u a je pro per ja nein jahr jahre jahren sonstige sonstiges andere anderes fehlend fehlende fehlender fehlendes mangel mangelnde mangelnder mangelndes hohe hoher hohes große großer großes gute guter gutes alle allen aller alles mehr weniger",
    degrees: "sehr eher voll ganz teils völlig überhaupt ziemlich etwas wenig stark meist manchmal selten oft häufig immer gar täglich wöchentlich regelmäßig gelegentlich",
    endings: &["innen", "eren", "erer", "eres", "erem", "ere", "en", "er", "es", "em", "e", "n", "s"],
};
