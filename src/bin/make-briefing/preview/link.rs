//! Links that open a place of a file in an editor.

use clap::ValueEnum;

/// An editor that opens links of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Editor {
    /// Visual Studio Code
    Vscode,
    /// VSCodium
    Vscodium,
    /// Zed
    Zed,
    /// IntelliJ IDEA and other editors of JetBrains
    Idea,
    /// No links
    None,
}

impl Editor {
    /// A link to a place in a file, whose path is absolute.
    pub(super) fn link(self, path: &str, line: usize, column: usize) -> Option<String> {
        let path = escaped(path);
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        match self {
            Self::Vscode => Some(format!("vscode://file{path}:{line}:{column}")),
            Self::Vscodium => Some(format!("vscodium://file{path}:{line}:{column}")),
            Self::Zed => Some(format!("zed://file{path}:{line}:{column}")),
            Self::Idea => Some(format!("idea://open?file={path}&line={line}&column={column}")),
            Self::None => None,
        }
    }
}

/// A path in a link: whatever could end it is in percent signs.
fn escaped(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn a_path_with_signs_stays_one_path() {
        let link = Editor::Vscode.link("/my specs/a?b#c.yaml", 3, 7);
        assert_eq!(link.as_deref(), Some("vscode://file/my%20specs/a%3Fb%23c.yaml:3:7"));
        assert_eq!(Editor::None.link("/a", 1, 1), None);
    }
}
