//! Title, description and alternative text as XMP, which picture programs and content systems read.

use crate::export::plain;
use crate::markup::escaped;
use crate::scene::Scene;

/// The longest alternative text of an image, in bytes. A longer one is in the chunk `Description` alone.
const LONGEST: usize = 16 << 10;

/// The packet; `None` where the scene has neither title nor description.
pub(super) fn packet(scene: &Scene) -> Option<String> {
    let lang: String = scene.lang.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let entry = |property: &str, text: &str| match text {
        "" => String::new(),
        _ => {
            let words = escaped(&plain(text));
            format!(
                "<{property}><rdf:Alt><rdf:li xml:lang=\"x-default\">{words}</rdf:li><rdf:li xml:lang=\"{lang}\">{words}</rdf:li></rdf:Alt></{property}>"
            )
        }
    };
    let alt = if scene.alt.len() > LONGEST { "" } else { scene.alt.as_str() };
    let entries = [entry("dc:title", &scene.title), entry("dc:description", alt)].concat();
    // What IPTC calls the alternative text of a picture.
    let entries = entries + &entry("Iptc4xmpCore:AltTextAccessibility", alt);
    (!entries.is_empty()).then(|| {
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\">{entries}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::packet;
    use crate::scene::Scene;
    use crate::units::Size;

    fn scene(title: &str, alt: &str) -> Scene {
        Scene {
            size: Size::new(8.0, 8.0),
            background: None,
            items: Vec::new(),
            layers: crate::scene::Layers::default(),
            title: title.to_owned(),
            alt: alt.to_owned(),
            lang: "de".to_owned(),
        }
    }

    #[test]
    fn the_packet_is_xml_with_the_words_of_the_drawing() {
        let made = packet(&scene("A <b> & \"c\"", "Alt\u{1}")).unwrap_or_default();
        assert!(made.contains(
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A &lt;b&gt; &amp; &quot;c&quot;</rdf:li>"
        ));
        assert!(made.contains(
            "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">Alt</rdf:li>"
        ));
    }

    #[test]
    fn a_decorative_picture_has_none() {
        assert_eq!(packet(&scene("", "")), None);
    }
}
