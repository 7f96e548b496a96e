//! The list of pages for search engines (sitemaps.org, protocol 0.9).

use crate::edition::Readers;
use crate::link::{Route, Site};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Whether a site has a sitemap: where it will be is known, and it is on the web at all.
#[must_use]
pub fn has_sitemap(site: &Site) -> bool {
    site.edition.readers() != Readers::Team && site.edition.settings().base_url.is_some()
}

/// The sitemap, or none where the settings do not say where the site will be: its addresses must be whole.
///
/// Dates are those that authors wrote; a page without one has none.
///
/// # Errors
/// None in practice: it is written into memory.
pub fn sitemap(site: &Site) -> io::Result<Option<Vec<u8>>> {
    let Some(base) = site.edition.settings().base_url.as_ref().filter(|_| has_sitemap(site)) else {
        return Ok(None);
    };
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let namespace = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
    writer
        .create_element("urlset")
        .with_attribute(namespace)
        .write_inner_content(|writer| {
            for (address, route) in &site.routes {
                let updated = match route {
                    Route::Document(number) => site.documents[*number].document.head.updated,
                    Route::Series(number) => {
                        let index = site.series[*number].index;
                        index.and_then(|index| site.documents[index].document.head.updated)
                    }
                    Route::Home | Route::Listing(_) | Route::Cycle(_) | Route::References => None,
                    Route::Search | Route::NotFound | Route::Redirect(_) => continue,
                };
                let location = format!("{}{}", base.as_str(), address.href());
                writer.create_element("url").write_inner_content(|writer| {
                    writer
                        .create_element("loc")
                        .write_text_content(BytesText::new(&location))?;
                    if let Some(date) = updated {
                        writer
                            .create_element("lastmod")
                            .write_text_content(BytesText::new(&date.to_string()))?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
    let mut xml = writer.into_inner();
    xml.push(b'\n');
    Ok(Some(xml))
}
