namespace GatewayKit.Docs.English;

/// <summary>The phrases to avoid. The list only grows.</summary>
internal static class Phrases
{
    public static IReadOnlyList<Phrase> All { get; } =
    [
        new(@"\bmistakes?\b|\bmistaken\b", "a mistake in line 3", "error"),
        new(@"(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b)",
            "'x' is no number", "isn't a valid ..., or doesn't have ..."),
        new(@"\b(?:has|have|had) not\b(?=[.,;:)<]|$| (?:an?|any|one)\b)", "a command that the plugin has not.", "doesn't have"),
        new(@"\bso (?:many|long as)\b|\bat most so\b", "so many requests", "the maximum, or as long as"),
        new(@"\bsuch an?\b", "in such a time", "this, or a ... like this"),
        new(@"\banew\b", "begins anew", "again"),
        new(@"\b(?:no|some)body\b|\bwho(?:m)?ever\b",
            "whoever calls, and nobody else", "a named subject: the client, the operator, the caller"),
        new(@"\bmend(?:s|ed|ing)?\b", "it is mended", "fix"),
        new(@"\b(?:in|into) force\b", "comes into force", "active, or takes effect"),
        new(@"\b(?:is|are|was|were|be|been) told\b|\btold (?:at|by|under)\b", "the client is told", "reported, or described"),
        new(@"\b(?:stands?|standing|stood) (?:in|on|at|beside|behind|before|above|below|between|under|there|first|once|alone|still)\b",
            "stands beside another", "is"),
        new(@"\bof (?:its|their|his) own\s+accord\b", "of its own accord", "by itself"),
        new(@"\bfor good\b", "kept for good", "until the process ends, or permanently"),
        new(@"\bin the place of\b", "in the place of the upstream", "instead of"),
        new(@"\bgo(?:es)? on\b|\bwent on\b", "the exchange goes on", "continue"),
        new(@"\bbehaviours?\b|\bcancelled\b|\bcancelling\b|\blicence\b", "the behaviour is cancelled", "the American spelling"),
        // Openings: of a comment, a sentence, a list item, a table cell or a heading.
        new(@"(?:^|[.!:] |<[^/>]+>|\| )[-*#>\s]*(?-i:What)\b(?![^.|]*\?)",
            "<summary>What came of it.</summary>", "a noun phrase, or Gets, Returns, Creates"),
        new(@"(?:^|<[^/>]+>)(?-i:Says|Tells|Knows|Takes|Makes|Refuses|Holds)\b",
            "<summary>Takes a file.</summary>", "Gets, Returns, Creates, Initializes a new instance with, Rejects"),
        new(@"(?:^|<[^/>]+>)(?-i:The (?:most|least)) (?!specific|recent)",
            "<param name=\"limit\">The most bytes.</param>", "The maximum, or the minimum"),
        new(@"<[^/>]+>(?-i:It|They)\b", "<returns>It is refused.</returns>", "the subject by its name"),
    ];
}
