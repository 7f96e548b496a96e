//! Photos: what of them is published, and in which sizes.

mod support;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use playbook::edition::Readers;
use playbook::picture::{Copies, Picture};
use playbook::source::Diagnostics;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::ops::Range;
use support::preview::Preview;
use support::{Playbook, run};

/// Words that stand beside a picture and must not be published.
const SECRET: &str = "GPS-34.0007N-81.0348W";

/// Red at the left, blue at the right, green below.
fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 20, 220]),
        (_, false) => Rgb([20, 160, 20]),
    })
}

/// A colour profile, as far as anyone here looks into it: ICC.1, 7.2: its size, and at byte 16 the colours it is about.
fn profile() -> Vec<u8> {
    let mut profile = vec![7; 132];
    profile[..4].copy_from_slice(&132_u32.to_be_bytes());
    profile[16..20].copy_from_slice(b"RGB ");
    profile
}

/// Exif with how the picture is turned (tag 0x0112, Exif 2.3, 4.6.4) and where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(SECRET.as_bytes());
    exif
}

fn jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_icc_profile(profile()).expect("JPEG has profiles");
    let picture = DynamicImage::ImageRgb8(drawing(width, height));
    picture.write_with_encoder(encoder).expect("it can be encoded");
    let exif = exif(orientation);
    let length = u16::try_from(exif.len() + 2).expect("a short segment").to_be_bytes();
    bytes.splice(2..2, [b"\xff\xe1".as_slice(), &length, &exif].concat());
    // Phones put films behind their photos.
    bytes.extend(SECRET.as_bytes());
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile()).expect("PNG has profiles");
    encoder.set_exif_metadata(exif(1)[6..].to_vec()).expect("PNG has Exif");
    let picture = RgbaImage::from_pixel(width, height, Rgba([20, 160, 20, 128]));
    picture.write_with_encoder(encoder).expect("it can be encoded");
    bytes
}

fn built(playbook: &Playbook) -> BTreeMap<String, Vec<u8>> {
    let built = playbook.build(Readers::Public);
    built.files.unwrap_or_else(|| panic!("{:?}", built.diagnostics))
}

/// The files whose names begin and end so.
fn named<'f>(files: &'f BTreeMap<String, Vec<u8>>, start: &str, end: &str) -> Vec<(&'f str, &'f [u8])> {
    let found = files
        .iter()
        .filter(|(name, _)| name.starts_with(start) && name.ends_with(end));
    found.map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("it is a picture")
}

fn holds_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
}

fn playbook() -> Playbook {
    let playbook = Playbook::new();
    playbook.write("content/images/wide.jpg", jpeg(1600, 200, 1));
    playbook.write("content/images/turned.jpg", jpeg(150, 600, 6));
    playbook.write("content/images/small.jpg", jpeg(300, 200, 1));
    playbook.write("content/images/seal.png", png(1500, 20));
    playbook.page(
        "about.md",
        "![Wide](images/wide.jpg) ![Turned](images/turned.jpg) ![Small](images/small.jpg) ![Seal](images/seal.png)\n\n\
         [To print](images/turned.jpg)",
    );
    playbook
}

#[test]
fn nothing_that_stands_beside_a_picture_is_published() {
    assert!(holds_secret(&jpeg(10, 10, 1)), "the pictures hold nothing to lose");
    assert!(holds_secret(&png(10, 10)), "the pictures hold nothing to lose");
    let playbook = playbook();
    // What a picture is called does not matter.
    for name in ["photo.bin", "photo", "photo.JPEG"] {
        playbook.write(&format!("content/images/{name}"), jpeg(30, 20, 1));
    }
    playbook.write("content/images/seal2.png", png(30, 20));
    let note = format!("<!-- {SECRET} -->");
    let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{note}</svg>");
    playbook.write("content/images/leaf.svg", drawing);
    let gif = b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x15GPS-34.0007N-81.0348W\0\x3b";
    assert!(holds_secret(gif));
    playbook.write("content/images/dot.gif", gif);
    playbook.page(
        "contact.md",
        "![A](images/photo.bin) ![B](images/photo) ![C](images/photo.JPEG) ![D](images/seal2.png) ![E](images/leaf.svg) \
         ![F](images/dot.gif)\n\n[G](images/photo.bin)",
    );
    let files = built(&playbook);
    for (name, bytes) in &files {
        assert!(!holds_secret(bytes), "{name}");
    }
    for name in [
        "turned.jpg",
        "small.jpg",
        "photo.bin",
        "photo",
        "photo.JPEG",
        "seal2.png",
        "leaf.svg",
        "dot.gif",
    ] {
        let start = format!("images/{name}");
        assert!(files.keys().any(|file| file.starts_with(&start)), "{name} is not there");
    }
}

#[test]
fn colour_profiles_stay() {
    let files = built(&playbook());
    let pictures: Vec<_> = named(&files, "images/", "g");
    // Three copies of the wide one, two of the turned one and itself, the small one, two of the seal.
    assert_eq!(
        pictures.len(),
        9,
        "{:?}",
        pictures.iter().map(|(name, _)| name).collect::<Vec<_>>()
    );
    for (name, bytes) in pictures {
        let reader = image::ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .expect("memory can be read");
        let mut decoder = reader.into_decoder().expect("it is a picture");
        assert_eq!(
            decoder.icc_profile().expect("it can be read"),
            Some(profile()),
            "{name}"
        );
    }
}

#[test]
fn copies_are_as_wide_as_their_names_say_and_turned_as_they_are_seen() {
    let files = built(&playbook());
    for (width, height) in [(480, 60), (800, 100), (1280, 160)] {
        let found = named(&files, &format!("images/wide.jpg.{width}."), ".jpg");
        assert_eq!(found.len(), 1, "{width}");
        assert_eq!(decoded(found[0].1).dimensions(), (width, height));
    }
    // It is kept lying on its side (6: turn it right): what is at its left is seen at its top.
    let [(_, turned)] = named(&files, "images/turned.jpg.480.", ".jpg")[..] else {
        panic!("{:?}", files.keys())
    };
    let turned = decoded(turned);
    assert_eq!(turned.dimensions(), (480, 120));
    let is_near = |x, y, [r, g, b]: [u8; 3]| {
        let Rgba([red, green, blue, _]) = turned.get_pixel(x, y);
        red.abs_diff(r) < 30 && green.abs_diff(g) < 30 && blue.abs_diff(b) < 30
    };
    assert!(is_near(400, 20, [220, 20, 20]), "{:?}", turned.get_pixel(400, 20));
    assert!(is_near(400, 100, [20, 20, 220]), "{:?}", turned.get_pixel(400, 100));
    assert!(is_near(100, 60, [20, 160, 20]), "{:?}", turned.get_pixel(100, 60));
}

/// How much more red than green a picture has, for each point.
fn redness(picture: &DynamicImage) -> i64 {
    let points = picture.to_rgb8();
    let sum: i64 = points
        .pixels()
        .map(|Rgb([red, green, _])| i64::from(*red) - i64::from(*green))
        .sum();
    sum / i64::from(points.width() * points.height())
}

/// What was written with a red marker: strokes so thin that every other point of the copy is one. No colour here is so light or so
/// strong that a JPEG could not have it.
#[test]
fn thin_strokes_keep_their_colour() {
    let chart = RgbImage::from_fn(
        960,
        64,
        |x, _| if x % 4 < 2 { Rgb([150; 3]) } else { Rgb([170, 90, 90]) },
    );
    let mut bytes = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut bytes);
    chart.write_with_encoder(encoder).expect("it can be encoded");
    let picture = Picture::read(&bytes).expect("it is a picture");
    let copy = Copies::decode(&bytes, &picture).and_then(|mut copies| copies.copy(480));
    let copy = decoded(&copy.expect("it can be made"));
    // Half of the points are strokes, which are 80 more red than green.
    assert!((36..=44).contains(&redness(&copy)), "{}", redness(&copy));
}

#[test]
fn a_photo_that_is_kept_whole_says_how_it_is_turned_and_loses_no_point() {
    let files = built(&playbook());
    let bytes = &files["images/turned.jpg"];
    let reader = image::ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg);
    let mut decoder = reader.into_decoder().expect("it is a picture");
    assert_eq!(decoder.orientation().expect("it can be read").to_exif(), 6);
    assert_eq!(decoded(bytes), decoded(&jpeg(150, 600, 6)));
}

#[test]
fn what_can_be_seen_through_stays_so() {
    let files = built(&playbook());
    let [(_, bytes)] = named(&files, "images/seal.png.1280.", ".png")[..] else {
        panic!("{:?}", files.keys())
    };
    let Rgba([_, _, _, alpha]) = decoded(bytes).get_pixel(5, 5);
    assert_eq!(alpha, 128);
}

#[test]
fn the_page_says_how_large_they_are_as_they_are_seen() {
    let files = built(&playbook());
    let page = String::from_utf8_lossy(&files["about.html"]);
    for size in [
        "width=\"1600\" height=\"200\"",
        "width=\"600\" height=\"150\"",
        "width=\"300\" height=\"200\"",
    ] {
        assert!(page.contains(size), "{size}: {page}");
    }
    for (name, _) in named(&files, "images/wide.jpg.", ".jpg") {
        let width = name.split('.').nth(2).expect("the name has a width");
        assert!(page.contains(&format!("{name} {width}w")), "{name}: {page}");
    }
}

/// A copy is called after what it was made of, so its bytes must not depend on which others a build or a preview makes.
#[test]
fn a_copy_is_the_same_whichever_others_are_made() {
    for bytes in [jpeg(1600, 300, 1), jpeg(300, 1600, 6), png(1600, 30)] {
        let picture = Picture::read(&bytes).expect("it is a picture");
        let copies = || Copies::decode(&bytes, &picture).expect("it can be decoded");
        let widths = picture.copies();
        assert_eq!(widths, [480, 800, 1280]);
        let mut one_after_the_other = copies();
        for width in widths.into_iter().rev() {
            let alone = copies().copy(width).expect("it can be made");
            assert_eq!(decoded(&alone).dimensions(), (width, picture.height_of(width)));
            assert_eq!(one_after_the_other.copy(width), Ok(alone));
        }
    }
}

/// A copy takes a tenth of a second: a second build takes those of the first over.
#[test]
fn copies_of_the_former_site_are_taken_over_and_others_made_anew() {
    let playbook = playbook();
    let out = playbook.root().join("public");
    let build = || {
        let project = playbook::open(playbook.root(), None).expect("it is a playbook");
        let mut diagnostics = Diagnostics::new();
        let emitted = playbook::build(&project, playbook.root(), &out, Readers::Public, &mut diagnostics);
        assert!(emitted.expect("it can be written").is_some());
        support::files(&out)
    };
    let first = build();
    let copies = named(&first, "images/wide.jpg.480.", ".jpg");
    let name = copies[0].0.to_owned();
    // Only what the former build says that it wrote is taken over: so it shows that this is.
    let marker = String::from_utf8(first[".playbook"].clone()).expect("it is text");
    let said = |bytes: &[u8]| format!("{} {} {name}\n", bytes.len(), blake3::hash(bytes));
    assert!(marker.contains(&said(&first[&name])), "{marker}");
    let marker = marker.replace(&said(&first[&name]), &said(b"taken over"));
    std::fs::write(out.join(&name), "taken over").expect("it can be written");
    std::fs::write(out.join(".playbook"), marker).expect("it can be written");
    assert_eq!(build()[&name], b"taken over");
    // Another photo of the same name.
    playbook.write("content/images/wide.jpg", jpeg(1700, 200, 1));
    let second = build();
    assert!(!second.contains_key(&name), "{name} is of the former photo");
    let copies = named(&second, "images/wide.jpg.480.", ".jpg");
    assert_eq!(decoded(copies[0].1).dimensions(), (480, 56));
}

/// Same input, same bytes, whatever became of the former site.
#[test]
fn a_copy_that_is_not_as_it_was_written_is_made_anew() {
    let playbook = playbook();
    let out = playbook.root().join("public");
    let build = || {
        let (code, _, errors) = run(&["build"], playbook.root());
        assert_eq!(code, 0, "{errors}");
        support::files(&out)
    };
    let first = build();
    assert_eq!(build(), first, "all copies are taken over");
    let copies = named(&first, "images/wide.jpg.", ".jpg");
    let [(edited, _), (damaged, bytes), (gone, _)] = copies[..] else {
        panic!("{:?}", first.keys())
    };
    std::fs::write(out.join(edited), "words").expect("it can be written");
    let mut flipped = bytes.to_vec();
    flipped[bytes.len() / 2] ^= 1;
    std::fs::write(out.join(damaged), flipped).expect("it can be written");
    std::fs::remove_file(out.join(gone)).expect("it can be removed");
    assert_eq!(build(), first);
    // An output of which nobody has said what its copies are.
    let marker = String::from_utf8(first[".playbook"].clone()).expect("it is text");
    let (files, _) = marker.split_once("\n\n").expect("it has two parts");
    std::fs::write(out.join(".playbook"), format!("{files}\n")).expect("it can be written");
    std::fs::write(out.join(edited), "words").expect("it can be written");
    assert_eq!(build(), first);
}

#[test]
fn an_archive_holds_the_copies_that_a_build_writes() {
    let playbook = Playbook::new();
    // In the order of their names, 1600 stands before 400, and a file of another name between the copies of two photos.
    playbook
        .write("content/a.jpg", jpeg(2600, 1300, 1))
        .write("content/a.jpg.5.txt", "words")
        .write("content/b.jpg", jpeg(2600, 1300, 6))
        .page("index.md", "![A](a.jpg)\n\n[words](a.jpg.5.txt)\n\n![B](b.jpg)\n");
    let written = built(&playbook);
    assert!(named(&written, "a.jpg.", ".jpg").len() >= 3);
    assert_eq!(run(&["build", "--zip"], playbook.root()).0, 0);
    let archive = std::fs::File::open(playbook.root().join("public.zip")).expect("it was written");
    let mut archive = zip::ZipArchive::new(archive).expect("it is an archive");
    let mut names = Vec::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).expect("it is whole");
        let name = file.name().expect("it is UTF-8").into_owned();
        let (_, name) = name.split_once('/').expect("all lies in one folder");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it is whole");
        assert!(written[name] == bytes, "{name}");
        names.push(name.to_owned());
    }
    assert!(names.is_sorted(), "{names:?}");
    let all: Vec<&String> = written.keys().filter(|name| *name != ".playbook").collect();
    assert_eq!(names.iter().collect::<Vec<_>>(), all);
}

#[test]
fn the_preview_shows_what_a_build_writes_and_sees_another_photo() {
    let playbook = playbook();
    let files = built(&playbook);
    let preview = Preview::start(playbook.root(), &[]);
    for (name, bytes) in named(&files, "images/", "g") {
        for _ in 0..2 {
            let response = preview.get(&format!("/{name}"));
            assert_eq!((response.status, response.body == bytes), (200, true), "{name}");
        }
    }
    playbook.write("content/images/small.jpg", jpeg(320, 200, 1));
    preview.until("team", |_| {
        preview
            .get("/about.html")
            .text()
            .contains("width=\"320\" height=\"200\"")
            .then_some(())
    });
    assert_eq!(decoded(&preview.get("/images/small.jpg").body).dimensions(), (320, 200));
}

/// Decoders show what breaks off with grey points: it is told before, at the words that show it.
#[test]
fn a_photo_that_breaks_off_is_told_at_its_place() {
    for (name, whole) in [
        ("seal.png", png(1600, 90)),
        ("wide.jpg", jpeg(1600, 200, 1)),
        ("small.jpg", jpeg(300, 200, 1)),
    ] {
        let playbook = playbook();
        playbook.write(&format!("content/images/{name}"), &whole[..whole.len() / 2]);
        let built = playbook.build(Readers::Public);
        assert!(built.files.is_none(), "half of {name} was published");
        let [problem] = built.diagnostics.as_slice() else {
            panic!("{name}: {:?}", built.diagnostics)
        };
        assert_eq!(problem.code.as_str(), "image-unfit", "{name}");
    }
}

/// The same photo under two names makes copies of two names.
#[test]
fn a_photo_may_be_there_twice() {
    let playbook = playbook();
    playbook.write("content/images/wide.jpeg", jpeg(1600, 200, 1));
    playbook.page(
        "contact.md",
        "![Wide](images/wide.jpg) ![Wide as well](images/wide.jpeg)",
    );
    assert_eq!(named(&built(&playbook), "images/wide.jp", ".jpg").len(), 6);
}

/// A PNG whose points are damaged.
fn damaged_png() -> Vec<u8> {
    let mut damaged = png(1600, 90);
    let points = points_of(&damaged);
    damaged[points.start + 26..][..20].fill(0x55);
    damaged
}

/// Where the first points of a PNG stand: behind a length and a name, before a checksum (PNG, 5.3).
fn points_of(png: &[u8]) -> Range<usize> {
    let name = png.windows(4).position(|name| name == b"IDAT");
    let start = name.expect("there are points") + 4;
    let length = png[start - 8..][..4].try_into().expect("four bytes");
    start..start + usize::try_from(u32::from_be_bytes(length)).expect("a short chunk")
}

#[test]
fn a_picture_that_is_not_as_its_checksum_says_is_told_where_it_is_shown() {
    let playbook = playbook();
    playbook.write("content/images/seal.png", damaged_png());
    let (end, _, said) = run(&["check"], playbook.root());
    assert_eq!(end, 1, "{said}");
    assert!(said.contains("damaged") && said.contains("content/about.md:"), "{said}");
}

/// Where the checksum is that of the damage, points are found to be damaged when a copy is made.
#[test]
fn damaged_points_stop_the_build_with_the_name_of_the_picture() {
    let playbook = playbook();
    let mut damaged = damaged_png();
    let points = points_of(&damaged);
    let sum = crc32fast::hash(&damaged[points.start - 4..points.end]);
    damaged[points.end..][..4].copy_from_slice(&sum.to_be_bytes());
    playbook.write("content/images/seal.png", &damaged);
    let project = playbook::open(playbook.root(), None).expect("it is a playbook");
    let out = playbook.root().join("public");
    let mut diagnostics = Diagnostics::new();
    let failure = playbook::build(&project, playbook.root(), &out, Readers::Public, &mut diagnostics)
        .expect_err("half a photo was published");
    let said = format!("{failure:?}");
    assert!(
        said.contains("content/images/seal.png") && said.contains("damaged"),
        "{said}"
    );
    assert!(!out.exists());
    // Of several each is told, whatever is written.
    playbook
        .write("content/images/other.png", damaged)
        .page("other.md", "![The other seal](images/other.png)\n");
    for output in [&["build"][..], &["build", "--zip"]] {
        let (code, _, said) = run(output, playbook.root());
        assert_eq!(code, 2, "{said}");
        for name in ["content/images/seal.png", "content/images/other.png"] {
            assert!(said.contains(name), "{output:?}: {said}");
        }
    }
    assert!(!out.exists() && !playbook.root().join("public.zip").exists());
}

/// Icons are known by their bytes, and PNGs within them are as others.
#[test]
fn what_stands_beside_the_pictures_of_an_icon_is_not_published() {
    let picture = png(32, 32);
    assert!(holds_secret(&picture), "the icon holds nothing to lose");
    // One picture, 32 by 32, behind a head of 6 bytes and an entry of 16.
    let mut icon = vec![0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0];
    icon.extend(u32::try_from(picture.len()).expect("a short picture").to_le_bytes());
    icon.extend(22_u32.to_le_bytes());
    icon.extend(&picture);
    let playbook = Playbook::new();
    playbook.write("content/favicon.ico", &icon);
    playbook.write("content/sign", &icon);
    playbook.page("about.md", "[Icon](favicon.ico) [Sign](sign) ![A green square](sign)");
    let files = built(&playbook);
    for name in ["favicon.ico", "sign"] {
        let bytes = &files[name];
        assert!(!holds_secret(bytes), "{name}");
        assert_eq!(decoded(&bytes[22..]), decoded(&picture), "{name}");
    }
    let page = String::from_utf8_lossy(&files["about.html"]);
    assert!(page.contains("width=\"32\" height=\"32\""), "{page}");
    playbook.write("content/favicon.ico", &icon[..icon.len() - 20]);
    let problems = playbook.build(Readers::Public).diagnostics;
    assert!(
        problems.iter().any(|problem| problem.message.contains("damaged")),
        "{problems:?}"
    );
}

/// Of the drawings here nothing has to go but a note.
#[test]
fn drawings_stay_as_they_look() {
    let mut seen = 0;
    for folder in [
        "content",
        "docs",
        "starter",
        "static",
        "tests/cases",
        "tests/themes",
        "themes",
    ] {
        for (name, bytes) in support::files(&support::repository().join(folder)) {
            let is_template = name.contains("templates/");
            if !name.ends_with(".svg") || is_template || name.starts_with("pictures-mistakes/") {
                continue;
            }
            let text = String::from_utf8(bytes).expect("drawings are UTF-8");
            // Icons stand in pages, where they need not say that they are drawings.
            let own = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
            let whole = if text.contains("xmlns") {
                text
            } else {
                text.replacen("<svg", own, 1)
            };
            let bare = playbook::picture::bare(whole.as_bytes()).unwrap_or_else(|unfit| panic!("{name}: {unfit:?}"));
            let bare = String::from_utf8(bare).expect("UTF-8").replace("&apos;", "'");
            assert_eq!(bare, whole, "{name}");
            seen += 1;
        }
    }
    assert!(seen > 30, "only {seen} drawings were found");
}

/// Its points would need 8 bytes each, and it is not said to have more of them than it has.
#[test]
fn a_picture_with_too_many_bits_is_told_so() {
    // 8,000 by 5,000 points of red, green, blue and how much is seen through, of 16 bits each (PNG, 11.2.1).
    let head = [
        8000_u32.to_be_bytes().as_slice(),
        &5000_u32.to_be_bytes(),
        &[16, 6, 0, 0, 0],
    ]
    .concat();
    let chunk = |name: &[u8], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("a short chunk").to_be_bytes();
        let sum = crc32fast::hash(&[name, data].concat()).to_be_bytes();
        [&length, name, data, &sum].concat()
    };
    let [head, points, end] =
        [(b"IHDR", head), (b"IDAT", vec![0; 4]), (b"IEND", vec![])].map(|(name, data)| chunk(name, &data));
    let playbook = playbook();
    playbook.write(
        "content/images/seal.png",
        [b"\x89PNG\r\n\x1a\n".to_vec(), head, points, end].concat(),
    );
    let built = playbook.build(Readers::Public);
    let [problem] = built.diagnostics.as_slice() else {
        panic!("{:?}", built.diagnostics)
    };
    assert!(problem.message.contains("16 bits"), "{problem:?}");
}

/// Files that begin as pictures and go on as anything never end in a panic.
#[test]
fn damaged_pictures_are_told_or_shown() {
    let (jpeg, png) = (jpeg(64, 48, 6), png(64, 48));
    for whole in [&jpeg, &png] {
        for at in (0..whole.len()).step_by(37) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            for bytes in [&damaged, &whole[..at]] {
                if let Ok(picture) = playbook::picture::Picture::read(bytes) {
                    let _ = playbook::picture::bare(bytes);
                    let _ = Copies::decode(bytes, &picture).and_then(|mut copies| copies.copy(16));
                }
            }
        }
    }
}
