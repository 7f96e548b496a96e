//! The names on a work.

use super::Doubt;
use super::entry::{plain, shortened};
use crate::model::{Name, Names};
use biblatex::{Chunk, ChunksExt, ChunksRef, Person, Spanned, Type};

/// The people and groups of a field, in their order.
pub fn names(chunks: ChunksRef, doubts: &mut Vec<Doubt>) -> Names {
    let persons = Vec::<Person>::from_chunks(chunks).unwrap_or_default();
    let mut names = Names::default();
    for person in &persons {
        let is_others = person.name == "others" && person.given_name.is_empty();
        if is_others {
            names.and_others = true;
        } else if !(person.name.is_empty() && person.given_name.is_empty()) {
            names.list.push(name(person));
        }
    }
    let free: String = chunks.iter().filter_map(free_text).collect();
    if is_divided_otherwise(&free, &persons) {
        doubts.push(Doubt::new(
            format!(
                "“{}” is not read as the names that are meant.",
                shortened(&chunks.format_verbatim())
            ),
            "write the family name first and “and” between people: author = {Smith, John and Jones, Mary and others}",
        ));
    } else if let Some(turned) = initials_last(&free) {
        doubts.push(Doubt::new(
            format!(
                "“{}” is read as a person whose family name is its last word.",
                shortened(turned)
            ),
            "write the family name first, with a comma behind it: author = {Smith, J. A.}",
        ));
    } else if has_unbraced_group(&free) {
        doubts.push(Doubt::new(
            "A group among the authors is read as a person, with a family name and initials.",
            "put the whole name of the group in braces of its own: author = {{National Education Association}}",
        ));
    } else if let Some(person) = chunks.iter().find_map(person_in_braces) {
        doubts.push(Doubt::new(
            format!(
                "“{}” stands in braces, so it is read as the name of a group.",
                shortened(person)
            ),
            format!("leave the braces to groups: author = {{{}}}", shortened(person)),
        ));
    } else {
        doubts.extend(names.list.iter().find_map(title_or_capitals));
    }
    names
}

/// A person whose title was taken for the given name, or whose name is in capitals: neither is as a list has it.
fn title_or_capitals(name: &Name) -> Option<Doubt> {
    let Name { family, given, .. } = name;
    if is_title(given) {
        return Some(Doubt::new(
            format!("“{given} {family}” has a title in the place of the given name."),
            format!(
                "write the given name, as in {{{family}, Ann}}; where nobody knows another name, put braces around all of it: {{{{{given} {family}}}}}"
            ),
        ));
    }
    (is_in_capitals(family) && !given.is_empty()).then(|| {
        Doubt::new(
            format!("The name “{family}” is in capitals, and a list has names as people write them."),
            format!(
                "write it as in {{{}}}; the name of a group stands in two pairs of braces",
                in_small_letters(&format!("{family}, {given}"))
            ),
        )
    })
}

fn is_in_capitals(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

/// A name in capitals as most people write theirs.
fn in_small_letters(name: &str) -> String {
    let mut begins = true;
    let letters = name.chars().flat_map(|c| {
        let letter: String = if begins {
            c.to_string()
        } else {
            c.to_lowercase().collect()
        };
        begins = !c.is_alphabetic();
        letter.chars().collect::<Vec<_>>()
    });
    letters.collect()
}

/// What stands in braces and ends with initials behind a comma, `{Lee, K.}`, as no group does; several as well.
fn person_in_braces(chunk: &Spanned<Chunk>) -> Option<&str> {
    const LONGEST_FAMILY: usize = 3;
    let Chunk::Verbatim(text) = &chunk.v else { return None };
    let is_person = |name: &str| {
        name.split_once(',').is_some_and(|(family, given)| {
            let ends_with_initial = given.trim_end().strip_suffix('.').is_some_and(|given| {
                let last = given.rsplit([' ', '.', '-']).next().unwrap_or_default();
                last.chars().count() == 1 && last.chars().all(char::is_uppercase)
            });
            // Groups are called after places: `Washington, D.C.`
            let is_place = given.replace(' ', "") == "D.C.";
            let words = family.split_whitespace().count();
            let is_family = (1..=LONGEST_FAMILY).contains(&words) && !holds_group_word(family);
            ends_with_initial && is_family && !is_place && !given.contains(',')
        })
    };
    text.split(" and ").all(is_person).then_some(text)
}

fn name(person: &Person) -> Name {
    let family = format!("{} {}", person.prefix, person.name);
    of_parts(&family, &person.given_name, &person.suffix)
}

/// A name in parts, with what belongs behind it put there. The family name may begin with its particle.
pub fn of_parts(family: &str, given: &str, suffix: &str) -> Name {
    let family = without_titles(&plain(family));
    let (mut given, mut suffix) = (without_titles(&plain(given)), plain(suffix));
    if family.is_empty() {
        return Name::group(given);
    }
    // What stands behind the comma is no given name: `ASCD, Inc.`
    if ["Inc", "LLC", "Ltd"].contains(&given.trim_end_matches('.')) {
        return Name::group(format!("{family}, {given}"));
    }
    // BibTeX wants the suffix in the middle: `King, Jr., Martin Luther`. People write it last as well.
    if is_suffix(&given) && !suffix.is_empty() && !is_suffix(&suffix) {
        std::mem::swap(&mut given, &mut suffix);
    }
    let (family, given) = in_natural_order(family, given, &mut suffix);
    let (mut family, given) = (family, split_suffix(given, &mut suffix));
    if !given.is_empty() {
        family = split_suffix(family, &mut suffix);
    }
    // A list has generations and no degrees (APA 7, section 9.8).
    let suffix = generation(&suffix).unwrap_or_default().to_owned();
    // Beside a family name in capitals, given names may be in capitals too: `LEE, KIM`.
    let is_name = is_in_capitals(&family) && given.contains(['A', 'E', 'I', 'O', 'U']);
    let given = if is_name { given } else { with_initials_apart(&given) };
    Name { family, given, suffix }
}

/// Given names in which initials stand apart, as lists have them (APA 7, section 9.8): `Viviane MJ` → `Viviane M. J.`
fn with_initials_apart(given: &str) -> String {
    let words = given.split_whitespace().map(|word| {
        let are_initials = matches!(word.chars().count(), 2..=3) && word.chars().all(char::is_uppercase);
        if !are_initials {
            return word.to_owned();
        }
        let letters = word.chars().map(|letter| format!("{letter}."));
        letters.collect::<Vec<_>>().join(" ")
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A name that was read wrongly because it is in natural order and ends with a suffix: `Henry Louis Gates Jr.`, whose
/// last word was taken for the family name, and `Robert Downey, Jr`, whose suffix was taken for the given one. The family
/// name begins with a particle or is the last word.
fn in_natural_order(family: String, given: String, suffix: &mut String) -> (String, String) {
    let (whole, ending) = if is_sure_suffix(&family) {
        (&given, &family)
    } else if is_sure_suffix(&given) {
        (&family, &given)
    } else {
        return (family, given);
    };
    let words: Vec<&str> = whole.split_whitespace().collect();
    let is_whole = suffix.is_empty() && words.len() > 1 && !words[0].starts_with(char::is_lowercase);
    if !is_whole {
        return (family, given);
    }
    let is_particle = |word: &&str| word.starts_with(char::is_lowercase);
    let at = words.iter().position(is_particle).unwrap_or(words.len() - 1);
    ending.clone_into(suffix);
    let last = words[at..].join(" ");
    let (given, family) = (words[..at].join(" "), last.trim_end_matches(',').to_owned());
    (family, given)
}

/// A name without the titles that it begins with, which lists leave out (APA 7, section 9.8): `Dr. Maria`. A title that is all there
/// is stays.
fn without_titles(name: &str) -> String {
    let mut left = name;
    while let Some((_, rest)) = left.split_once(' ').filter(|(first, _)| is_title(first)) {
        left = rest.trim_start();
    }
    left.to_owned()
}

/// A title before a name. Without a full stop, only what is nobody's name.
fn is_title(word: &str) -> bool {
    const TITLES: [&str; 7] = ["Dr", "Mr", "Mrs", "Ms", "Prof", "Professor", "Sir"];
    const ABBREVIATIONS: [&str; 4] = ["Rev.", "Hon.", "Dra.", "Mtro."];
    TITLES.contains(&word.trim_end_matches('.')) || ABBREVIATIONS.contains(&word)
}

/// A suffix that cannot be initials, as `MA` can.
fn is_sure_suffix(words: &str) -> bool {
    is_generation(words) || (is_suffix(words) && words.chars().any(char::is_lowercase))
}

/// A name without the suffix that it ends with.
fn split_suffix(name: String, suffix: &mut String) -> String {
    match name.rsplit_once(' ') {
        Some((before, last)) if is_suffix(last) && suffix.is_empty() => {
            last.clone_into(suffix);
            before.trim_end_matches(',').to_owned()
        }
        _ => name,
    }
}

fn is_suffix(words: &str) -> bool {
    const DEGREES: [&str; 17] = [
        "PhD", "EdD", "MD", "MEd", "MA", "JD", "Esq", "EdM", "EdS", "DEd", "BEd", "MSEd", "MSc", "MPhil", "DPhil",
        "PsyD", "DMin",
    ];
    let bare = words.replace(['.', ' '], "");
    is_generation(words) || DEGREES.contains(&bare.as_str())
}

fn is_generation(words: &str) -> bool {
    generation(words).is_some()
}

/// A generation as lists have it; `Jr` is an abbreviation with a full stop.
fn generation(words: &str) -> Option<&'static str> {
    Some(match words.trim_end_matches('.') {
        "Jr" | "Jnr" => "Jr.",
        "Sr" | "Snr" => "Sr.",
        "II" => "II",
        "III" => "III",
        "IV" => "IV",
        _ => return None,
    })
}

/// Whether something else than “and” seems to divide the names.
fn is_divided_otherwise(free: &str, persons: &[Person]) -> bool {
    let marks = [";", " & ", " AND ", "et al", "(", ")"];
    let has_odd_part = |person: &Person| {
        !person.suffix.is_empty() && !is_suffix(&plain(&person.suffix)) && !is_suffix(&plain(&person.given_name))
    };
    marks.iter().any(|mark| free.contains(mark)) || persons.iter().any(has_odd_part)
}

/// What stands in no braces.
fn free_text(chunk: &Spanned<Chunk>) -> Option<&str> {
    match &chunk.v {
        Chunk::Normal(text) => Some(text),
        Chunk::Verbatim(_) | Chunk::Math(_) => None,
    }
}

/// A name without a comma that ends with initials, as medical databases write it: `Smith JA`.
fn initials_last(free: &str) -> Option<&str> {
    free.split(" and ").map(str::trim).find(|name| {
        let Some((before, last)) = name.rsplit_once(' ') else {
            return false;
        };
        let letters = last.replace(['.', '-'], "");
        let are_initials = matches!(letters.chars().count(), 1..=3) && letters.chars().all(char::is_uppercase);
        let is_family = before.chars().filter(|c| c.is_lowercase()).count() > 1;
        !name.contains(',') && are_initials && is_family && !is_generation(last) && last != "X"
    })
}

/// Words that people's names do not have and groups' names do.
const GROUP_WORDS: [&str; 28] = [
    "Academy",
    "Administration",
    "Agency",
    "Alliance",
    "Association",
    "Board",
    "Bureau",
    "Center",
    "Centre",
    "Coalition",
    "College",
    "Commission",
    "Committee",
    "Consortium",
    "Council",
    "Department",
    "District",
    "Federation",
    "Foundation",
    "Institute",
    "Laboratory",
    "Ministry",
    "Office",
    "Organisation",
    "Organization",
    "Partnership",
    "Society",
    "University",
];

fn holds_group_word(words: &str) -> bool {
    words.split_whitespace().any(|word| GROUP_WORDS.contains(&word))
}

/// Whether a name that stands in no braces is a group's.
fn has_unbraced_group(free: &str) -> bool {
    free.split(" and ").any(|name| {
        let (family, given) = name.split_once(',').unwrap_or((name, ""));
        let (family, given) = (family.trim(), given.trim());
        let given_words = given.split_whitespace().count();
        // Google Scholar takes a group for a person, and puts its last word first: `Council, National Research`.
        let is_turned = given_words >= 2 && !holds_initials(given) && GROUP_WORDS.contains(&family);
        let is_in_order = family.contains(' ') && holds_group_word(family);
        is_turned || is_in_order || (given_words >= 2 && holds_group_word(given))
    })
}

fn holds_initials(words: &str) -> bool {
    words
        .split_whitespace()
        .any(|word| word.contains('.') || word.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(author: &str) -> (Vec<Name>, usize) {
        let text = format!("@book{{a, author = {{{author}}}}}");
        let works = biblatex::Bibliography::parse(&text).expect("it is an entry");
        let chunks = works
            .get("a")
            .and_then(|entry| entry.get("author"))
            .expect("it has authors");
        let mut doubts = Vec::new();
        (names(chunks, &mut doubts).list, doubts.len())
    }

    #[test]
    fn suffixes_wherever_they_stand() {
        for author in [
            "King, Jr., Martin Luther",
            "King, Martin Luther, Jr.",
            "King Jr., Martin Luther",
            "King, Martin Luther Jr.",
        ] {
            let (list, doubts) = read(author);
            let king = &list[0];
            let parts = (king.family.as_str(), king.given.as_str(), king.suffix.as_str());
            assert_eq!((parts, doubts), (("King", "Martin Luther", "Jr."), 0), "{author}");
        }
        for (author, parts) in [
            ("Henry Louis Gates Jr.", ("Gates", "Henry Louis", "Jr.")),
            ("Henry Louis Gates, Jr.", ("Gates", "Henry Louis", "Jr.")),
            ("Robert Downey, Jr", ("Downey", "Robert", "Jr.")),
            ("Jan van Dyke III", ("van Dyke", "Jan", "III")),
            ("van Dyke, Jan, III", ("van Dyke", "Jan", "III")),
            ("Van Dyke, MA", ("Van Dyke", "M. A.", "")),
            ("Mary Jones PhD", ("Jones", "Mary", "")),
            ("Dr. Maria Lopez", ("Lopez", "Maria", "")),
            ("Lopez, Dr. Maria", ("Lopez", "Maria", "")),
            ("Dr. Lopez, Maria", ("Lopez", "Maria", "")),
            ("Prof. Dr. Maria Lopez", ("Lopez", "Maria", "")),
            ("Mr Tom Poe, Ph.D.", ("Poe", "Tom", "")),
            ("Maria Lopez, Ed.D.", ("Lopez", "Maria", "")),
            ("Maria Lopez, Ed. S.", ("Lopez", "Maria", "")),
            ("Sir Ken Robinson", ("Robinson", "Ken", "")),
            ("Lopez, DR", ("Lopez", "D. R.", "")),
            ("Ms, Ann", ("Ms", "Ann", "")),
        ] {
            let (list, doubts) = read(author);
            let name = &list[0];
            let found = (name.family.as_str(), name.given.as_str(), name.suffix.as_str());
            assert_eq!((found, doubts), (parts, 0), "{author}");
        }
        let (list, doubts) = read("Smith, John, PhD");
        assert_eq!(
            (list[0].given.as_str(), list[0].suffix.as_str(), doubts),
            ("John", "", 0)
        );
    }

    /// APA 7, section 9.8: an initial for each given name, with spaces between.
    #[test]
    fn initials_that_databases_write_together_are_told_apart() {
        for (author, given) in [
            ("Robinson, Viviane MJ", "Viviane M. J."),
            ("Hanushek, EA", "E. A."),
            ("Viviane MJ Robinson", "Viviane M. J."),
            ("Lee, Al", "Al"),
            ("Lee, Jean-Paul", "Jean-Paul"),
            ("Lee, J.R.R.", "J.R.R."),
            ("Lee, MARY", "MARY"),
            ("LEE, KIM", "KIM"),
            ("LEE, KJ", "K. J."),
        ] {
            assert_eq!(read(author).0[0].given, given, "{author}");
        }
    }

    #[test]
    fn names_that_are_not_read_as_meant_are_doubted() {
        for author in [
            "Smith, J., & Jones, M.",
            "Smith, J., Jones, M.",
            "Smith, John; Jones, Mary",
            "Smith, J. et al.",
            "Smith, John (Ed.)",
            "National Education Association",
            "Organisation for Economic Co-operation and Development",
            "U.S. Department of Education, Office of Planning",
            "Smith JA",
            "Jones, Mary and Smith J.",
            "Association, American Psychological",
            "Council, National Research",
            "Education, U.S. Department of",
            "LEE, KIM and PARK, SU",
            "SMITH-JONES, John A.",
            "J. R. R. TOLKIEN",
            "Dr. Lopez",
            "{Lee, K.}",
            "{Lee, K. and Kim, Jo A.}",
        ] {
            assert_eq!(read(author).1, 1, "{author}");
        }
        for author in [
            "Smith, John and Jones, Mary",
            "John Smith and Mary Jones and others",
            "{Smith & Sons; a Company}",
            "{{Department of Education}}",
            "van der Berg, Anna",
            "College, Anna",
            "College, Anna B.",
            "Malcolm X",
            "Davis Guggenheim III",
            "Center, A B",
            "{CASEL}",
            "UNESCO",
            "UNESCO and {OECD}",
            "Lee, JO",
            "Lee, KIM",
            "X, Malcolm",
            "{Lopez, Kim and Sons, Inc.}",
            "{Washington, D.C.}",
            "{City Schools, Washington, D.C.}",
            "{Center for Schools, Group A.}",
        ] {
            assert_eq!(read(author).1, 0, "{author}");
        }
    }
}
