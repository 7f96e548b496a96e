//! The stable names of all that can be wrong.

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Said aloud; stops nothing but `check --strict`.
    Warning,
    /// Said by `check` only; stops nothing.
    Advice,
}

impl Severity {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// What is wrong, by a name that never changes: scripts and editors may rely on it.
        /// `docs/diagnostics.md` says of each what it means and what to do; a test holds that none is missing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

impl Code {
    /// Whether somebody may have meant to hide something with what is wrong: by a setting that is not known, a block that is
    /// none or says something that it cannot, a comment without an end.
    #[must_use]
    pub fn may_be_hidden(self) -> bool {
        matches!(
            self,
            Self::UnknownKey | Self::BlockUnknown | Self::BlockAttribute | Self::BlockMisplaced | Self::CommentUnclosed
        )
    }
}

codes! {
    // Files
    FileEncoding = "file-encoding", Error;
    FileUnreadable = "file-unreadable", Error;
    FileTooLarge = "file-too-large", Error;
    FileMisplaced = "file-misplaced", Error;
    ContentMissing = "content-missing", Error;
    FileUnused = "file-unused", Warning;
    FileCopy = "file-copy", Warning;
    FileSpecial = "file-special", Warning;
    SymbolicLink = "symbolic-link", Warning;
    NameUnusable = "name-unusable", Error;
    AddressTaken = "address-taken", Error;
    // TOML: settings, front matter, answers, cycles
    TomlSyntax = "toml-syntax", Error;
    CurlyQuotes = "curly-quotes", Error;
    UnknownKey = "unknown-key", Error;
    WrongType = "wrong-type", Error;
    UnknownValue = "unknown-value", Error;
    ValueMissing = "value-missing", Error;
    BackslashDoubtful = "backslash-doubtful", Warning;
    DateAmbiguous = "date-ambiguous", Error;
    FrontMatterMissing = "front-matter-missing", Error;
    FrontMatterUnclosed = "front-matter-unclosed", Error;
    AudienceUnknown = "audience-unknown", Error;
    AliasUnusable = "alias-unusable", Error;
    // Settings and theme
    SettingUnusable = "setting-unusable", Error;
    BaseUrlMissing = "base-url-missing", Advice;
    MenuPageMissing = "menu-page-missing", Error;
    MenuPageLeftOut = "menu-page-left-out", Warning;
    ThemeMissing = "theme-missing", Error;
    ThemeTemplate = "theme-template", Error;
    ThemeVersion = "theme-version", Warning;
    ThemeFileUnused = "theme-file-unused", Warning;
    ThemeStrings = "theme-strings", Warning;
    ThemeContrast = "theme-contrast", Error;
    AccentContrast = "accent-contrast", Error;
    // Text and blocks
    RawHtml = "raw-html", Warning;
    CodeUnclosed = "code-unclosed", Warning;
    CommentUnclosed = "comment-unclosed", Error;
    BlockUnknown = "block-unknown", Error;
    BlockAttribute = "block-attribute", Error;
    BlockUnclosed = "block-unclosed", Error;
    BlockEndStray = "block-end-stray", Error;
    BlockMisplaced = "block-misplaced", Error;
    BlockTooDeep = "block-too-deep", Error;
    BlockWithoutList = "block-without-list", Warning;
    TickUnread = "tick-unread", Warning;
    MarkupUnread = "markup-unread", Warning;
    FootnoteMissing = "footnote-missing", Warning;
    FootnoteUnused = "footnote-unused", Warning;
    DefinitionUnused = "definition-unused", Warning;
    TableCells = "table-cells", Warning;
    IdTaken = "id-taken", Error;
    IdUnusable = "id-unusable", Error;
    IdMisplaced = "id-misplaced", Warning;
    IdMissing = "id-missing", Advice;
    // Links
    LinkBroken = "link-broken", Error;
    ImageRemote = "image-remote", Error;
    ImageAlt = "image-alt", Error;
    ImageAltDoubtful = "image-alt-doubtful", Warning;
    ImageUnfit = "image-unfit", Error;
    LinkScheme = "link-scheme", Warning;
    LinkPassword = "link-password", Warning;
    AnchorMissing = "anchor-missing", Error;
    PublicToTeam = "public-to-team", Error;
    HiddenInFile = "hidden-in-file", Warning;
    ConditionUnknown = "condition-unknown", Error;
    // Answers and cycles
    AnswersWithoutGuide = "answers-without-guide", Error;
    AnswersTwice = "answers-twice", Error;
    AnswerOrphaned = "answer-orphaned", Error;
    AnswerKind = "answer-kind", Error;
    AnswerOutdated = "answer-outdated", Warning;
    CycleUnknown = "cycle-unknown", Error;
    CycleData = "cycle-data", Error;
    CycleDataUnused = "cycle-data-unused", Warning;
    // References
    CitationUnknown = "citation-unknown", Error;
    CitationUnread = "citation-unread", Warning;
    CitationPlain = "citation-plain", Warning;
    ReferenceBroken = "reference-broken", Error;
    ReferenceTwice = "reference-twice", Error;
    ReferenceIncomplete = "reference-incomplete", Warning;
    ReferenceDoubtful = "reference-doubtful", Warning;
    ReferenceUncited = "reference-uncited", Warning;
}
