//! The words of a picture for those who do not see it: whether they say anything (WCAG 2.1, 1.1.1).

/// Endings of pictures' names.
const ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "gif", "webp", "svg", "heic", "bmp", "tiff"];

/// What programs and forms call any picture, in the languages of our schools.
const ANY_PICTURE: [&str; 15] = [
    "image",
    "img",
    "picture",
    "pic",
    "photo",
    "photograph",
    "screenshot",
    "screen shot",
    "graphic",
    "alt",
    "alt text",
    "imagen",
    "foto",
    "fotografía",
    "captura de pantalla",
];

/// Whether a picture's words are none, only the name of a file, or what every picture is (WCAG 2.1, failure F30).
pub fn says_nothing(alt: &str, url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or(url);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let alt = alt.trim();
    // `Room 204` may say what `Room 204.jpg` shows; `IMG_2041`, as cameras count, says nothing.
    let is_count =
        stem.contains(|c: char| c.is_ascii_digit()) && stem.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    !alt.contains(char::is_alphanumeric)
        || alt.eq_ignore_ascii_case(name)
        || is_count && alt.eq_ignore_ascii_case(stem)
        || is_name_of_picture(alt)
        || is_any_picture(alt)
}

/// Whether a picture's words are one letter or figure, once or several times: `x`, `000`. So people fill what may not be empty (WCAG 2.1,
/// failure F30); but a picture may show that letter, so it is only doubtful. In scripts without capitals one sign may be a whole word.
pub fn is_one_sign(alt: &str) -> bool {
    let alt = alt.trim();
    let is_sign = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
    alt.starts_with(is_sign) && alt.chars().all(|c| alt.starts_with(c))
}

/// Whether words are the name of a picture's file: `IMG_2041.jpg`, `Screenshot 2026-11-03.png`.
pub fn is_name_of_picture(words: &str) -> bool {
    words
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether words say only that there is a picture: `image`, `Photo 3`, `Captura de pantalla 2026-11-03`.
fn is_any_picture(alt: &str) -> bool {
    // What is left without the day and the hour at which it was taken, and the number that it has.
    let bare = |word: &str| {
        word.trim_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation())
            .to_lowercase()
    };
    let left: Vec<String> = alt
        .split_whitespace()
        .map(bare)
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "at" | "am" | "pm"))
        .collect();
    ANY_PICTURE.contains(&left.join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::{is_one_sign, says_nothing};

    #[test]
    fn one_sign_may_say_nothing() {
        for alt in ["x", " A ", "xxx", "0", "0000", "é"] {
            assert!(is_one_sign(alt) && !says_nothing(alt, "garden.png"), "{alt}");
        }
        for alt in ["", "-", "山", "2026", "Xx", "42", "The letter x"] {
            assert!(!is_one_sign(alt), "{alt}");
        }
    }

    #[test]
    fn names_of_files_and_of_any_picture_say_nothing() {
        for alt in [
            "",
            " ",
            "-",
            "…",
            "garden.png",
            "Garden.PNG",
            "IMG_2041",
            "IMG_2041.jpg",
            "DSC00012.JPG",
            "image",
            "Image 1",
            "photo",
            "Foto (2)",
            "Screenshot 2026-11-03 at 10.22.11",
            "Screen Shot 2026-11-03 at 10.22.11 AM",
        ] {
            let url = if alt.starts_with("IMG") {
                "files/IMG_2041.jpg"
            } else {
                "files/garden.png"
            };
            assert!(says_nothing(alt, url), "{alt}");
        }
        for alt in [
            "Garden",
            "Room 204",
            "Photo of the garden",
            "A picture book",
            "Image: the new library",
            "2026",
            "¿Qué?",
        ] {
            assert!(!says_nothing(alt, "garden.png"), "{alt}");
        }
    }
}
