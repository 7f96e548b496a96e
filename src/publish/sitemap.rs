//! The list of pages for search engines (sitemaps.org, protocol 0.9), and the file that leads them to it (RFC 9309).

use super::xml;
use crate::config::BaseUrl;
use crate::link::{LinkedDocument, Route, SITEMAP, Site};
use crate::model::{Kind, Listing};
use jiff::civil::Date;
use std::io;

/// The sitemap of a site that is at `base`: its addresses must be whole.
///
/// Dates are those that authors wrote: of a page, of the answers on it, of what it lists. A page without one has none.
///
/// # Errors
/// None in practice: it is written into memory.
pub fn sitemap(site: &Site, base: &BaseUrl) -> io::Result<Vec<u8>> {
    xml::document(|writer| {
        let namespace = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
        let urls = writer.create_element("urlset").with_attribute(namespace);
        urls.write_inner_content(|writer| {
            for (address, route) in &site.routes {
                if matches!(route, Route::Search | Route::NotFound | Route::Redirect(_)) {
                    continue;
                }
                writer.create_element("url").write_inner_content(|writer| {
                    xml::text(writer, "loc", &format!("{}{}", base.as_str(), address.href()))?;
                    if let Some(date) = changed(site, *route) {
                        xml::text(writer, "lastmod", &date.to_string())?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// Lets every search engine in, and says where the sitemap is.
#[must_use]
pub fn robots(base: &BaseUrl) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {}{SITEMAP}\n", base.as_str()).into_bytes()
}

/// When a page was last another one, as far as authors say.
fn changed(site: &Site, route: Route) -> Option<Date> {
    let of = |number: usize| changed_document(&site.documents[number]);
    let of_list = |listing: Listing| {
        let listed = site.documents.iter().filter(|linked| is_listed(linked, listing));
        listed.filter_map(changed_document).max()
    };
    match route {
        Route::Document(number) => match &site.documents[number].document.kind {
            Kind::Listing(listing) => of(number).max(of_list(*listing)),
            _ => of(number),
        },
        Route::Series(number) => {
            let series = &site.series[number];
            series
                .guides
                .iter()
                .chain(&series.index)
                .filter_map(|number| of(*number))
                .max()
        }
        Route::Listing(listing) => of_list(listing),
        Route::Home | Route::Cycle(_) | Route::References | Route::Search | Route::NotFound | Route::Redirect(_) => {
            None
        }
    }
}

fn is_listed(linked: &LinkedDocument, listing: Listing) -> bool {
    matches!(
        (&linked.document.kind, listing),
        (Kind::Guide(_), Listing::Guides)
            | (Kind::Resource(_), Listing::Resources)
            | (Kind::Article(_), Listing::Articles)
    )
}

fn changed_document(linked: &LinkedDocument) -> Option<Date> {
    let published = match &linked.document.kind {
        Kind::Article(article) => Some(article.date),
        _ => None,
    };
    let answers = linked.answers.values().filter_map(|linked| linked.answer.updated);
    answers.chain(linked.document.head.updated).chain(published).max()
}
