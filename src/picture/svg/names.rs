//! The elements and attributes of a drawing: those of SVG 2 with Filter Effects 1, CSS Masking 1 and SVG Animations 2 (their indices of
//! elements and attributes), each list in the order of its letters.
//!
//! Left out are what runs (`script`, `on…`), what holds pages, films or other vocabularies (`foreignObject`, `iframe`, `video`,
//! `metadata` …), what asks other sites (`ping`), and what programs keep for themselves (`data-…`).

const ELEMENTS: [&str; 61] = [
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "discard",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Attributes that are styles in another place, and those that an animation gives to one after the other.
const STYLES: [&str; 66] = [
    "alignment-baseline",
    "baseline-shift",
    "by",
    "clip",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "color-rendering",
    "cursor",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "from",
    "glyph-orientation-horizontal",
    "glyph-orientation-vertical",
    "image-rendering",
    "letter-spacing",
    "lighting-color",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "opacity",
    "overflow",
    "paint-order",
    "pointer-events",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-overflow",
    "text-rendering",
    "to",
    "transform-origin",
    "unicode-bidi",
    "values",
    "vector-effect",
    "visibility",
    "white-space",
    "word-spacing",
    "writing-mode",
];

const ATTRIBUTES: [&str; 123] = [
    "accumulate",
    "additive",
    "amplitude",
    "attributeType",
    "azimuth",
    "baseFrequency",
    "begin",
    "bias",
    "calcMode",
    "class",
    "clipPathUnits",
    "cx",
    "cy",
    "d",
    "diffuseConstant",
    "divisor",
    "dur",
    "dx",
    "dy",
    "edgeMode",
    "elevation",
    "end",
    "exponent",
    "filterUnits",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "hreflang",
    "id",
    "in",
    "in2",
    "intercept",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lang",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "max",
    "media",
    "method",
    "min",
    "mode",
    "no-composite",
    "numOctaves",
    "offset",
    "operator",
    "order",
    "orient",
    "origin",
    "path",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "points",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "radius",
    "refX",
    "refY",
    "rel",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "restart",
    "result",
    "role",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "side",
    "slope",
    "spacing",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tabindex",
    "tableValues",
    "target",
    "targetX",
    "targetY",
    "textLength",
    "transform",
    "type",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xChannelSelector",
    "y",
    "y1",
    "y2",
    "yChannelSelector",
    "z",
    "zoomAndPan",
];

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What a style may hold.
    Style,
    /// Numbers, words and names.
    Plain,
}

/// An element of drawings.
pub fn element(name: &str) -> Option<&'static str> {
    let at = ELEMENTS.binary_search(&name).ok()?;
    Some(ELEMENTS[at])
}

/// What an attribute without a prefix holds, if it is one of drawings; those with an address or with several styles aside.
pub fn attribute(name: &str) -> Option<Kind> {
    if STYLES.binary_search(&name).is_ok() {
        Some(Kind::Style)
    } else {
        let is_own = ATTRIBUTES.binary_search(&name).is_ok() || is_aria(name);
        is_own.then_some(Kind::Plain)
    }
}

/// What is said to those who do not see the drawing (WAI-ARIA).
fn is_aria(name: &str) -> bool {
    let rest = name.strip_prefix("aria-").unwrap_or_default();
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(ELEMENTS.is_sorted() && STYLES.is_sorted() && ATTRIBUTES.is_sorted());
    }

    #[test]
    fn what_runs_or_leads_elsewhere_is_in_none() {
        for name in [
            "script",
            "foreignObject",
            "metadata",
            "iframe",
            "handler",
            "flowRoot",
            "Svg",
        ] {
            assert_eq!(element(name), None, "{name}");
        }
        for name in [
            "href",
            "src",
            "style",
            "onclick",
            "ping",
            "data-name",
            "content",
            "base",
            "download",
            "attributeName",
            "aria-\"",
            "aria-",
        ] {
            assert_eq!(attribute(name), None, "{name}");
        }
        assert_eq!(element("linearGradient"), Some("linearGradient"));
        assert_eq!(attribute("aria-label"), Some(Kind::Plain));
        assert_eq!(attribute("fill"), Some(Kind::Style));
    }
}
