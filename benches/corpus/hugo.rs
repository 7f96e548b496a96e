//! A corpus as Hugo reads it: the same text, with a sidebar of all series and of the pages of the present one.
//!
//! It is given its best: the sidebar is made once for a series, and no page is made that the text has no need of. Its pictures have
//! the two smaller copies for phones that ours have.

use super::{Corpus, mdbook, names, picture, put};
use std::io;
use std::path::Path;

const SETTINGS: &str = "\
baseURL = 'https://example.org/measured/'
title = 'Measured'
disableKinds = ['taxonomy', 'term', 'RSS', '404']
";

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title><meta name="description" content="{{ .Description }}"></head>
<body><header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
{{ with .CurrentSection }}{{ partialCached "sidebar.html" . .RelPermalink }}{{ end }}
<main><h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .Content }}
{{ with .NextInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main></body></html>
"#;

const LIST: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }} - {{ site.Title }}</title></head>
<body><header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
{{ partialCached "sidebar.html" . .RelPermalink }}
<main><h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul></main></body></html>
"#;

const PICTURE: &str = r#"{{ $picture := resources.Get (strings.TrimPrefix "../" .Destination) -}}
<img src="{{ $picture.RelPermalink }}" srcset="{{ range slice 480 800 }}{{ ($picture.Resize (printf "%dx" .)).RelPermalink }} {{ . }}w, {{ end }}{{ $picture.RelPermalink }} {{ $picture.Width }}w" alt="{{ .Text }}" width="{{ $picture.Width }}" height="{{ $picture.Height }}" loading="lazy">
"#;

const SIDEBAR: &str = r#"{{ $section := . }}<nav><ul>{{ range site.Sections }}{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ if eq . $section }}<ol>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>{{ end }}</li>{{ end }}{{ end }}</ul></nav>
"#;

/// Writes it into a folder.
pub fn write(root: &Path, corpus: Corpus) -> io::Result<()> {
    put(root, "hugo.toml", SETTINGS)?;
    for name in ["single", "page"] {
        put(root, &format!("layouts/_default/{name}.html"), PAGE)?;
    }
    for name in ["list", "home", "section"] {
        put(root, &format!("layouts/_default/{name}.html"), LIST)?;
    }
    put(root, "layouts/partials/sidebar.html", SIDEBAR)?;
    put(root, "layouts/_default/_markup/render-image.html", PICTURE)?;
    let front = |title: &str, summary: &str, weight: usize| {
        format!("+++\ntitle = \"{title}\"\ndescription = \"{summary}\"\nweight = {weight}\n+++\n\n")
    };
    put(root, "content/guides/_index.md", front("Guides", "", 1))?;
    put(root, "content/resources/_index.md", front("Resources", "", 2))?;
    for series in 0..corpus.series() {
        let (folder, _) = names(series * super::SERIES);
        let path = format!("content/guides/{folder}/_index.md");
        put(root, &path, front(&format!("Series {}", series + 1), "", series + 1))?;
        put(root, &format!("assets/pictures/{series}.jpg"), picture(series))?;
    }
    for resource in corpus.resources() {
        let path = format!("content/resources/resource-{}.md", resource.number);
        let front = front(&resource.title, &resource.summary, resource.number + 1);
        put(root, &path, front + &mdbook::of_resource(&resource))?;
    }
    for guide in corpus.guides() {
        let (series, name) = names(guide.number);
        let front = front(&guide.title, &guide.summary, guide.number + 1);
        let text = mdbook::of_guide(&guide, |number| {
            let (series, name) = names(number);
            format!("{{{{< relref \"/guides/{series}/{name}.md\" >}}}}")
        });
        put(root, &format!("content/guides/{series}/{name}.md"), front + &text)?;
    }
    Ok(())
}
