namespace GatewayKit.Edge;

/// <summary>Spellings in a request target that different servers read differently.</summary>
[Flags]
internal enum PathTraits
{
    None = 0,

    /// <summary>Two slashes in a row, or a segment of only parameters between two slashes.</summary>
    EmptySegment = 1 << 0,

    /// <summary><c>%2F</c>.</summary>
    EncodedSlash = 1 << 1,

    /// <summary><c>%252F</c>, which a server that decodes twice reads as a slash.</summary>
    DoubleEncodedSlash = 1 << 2,

    /// <summary>A backslash, raw or encoded any number of times.</summary>
    Backslash = 1 << 3,

    /// <summary>A segment <c>.</c> or <c>..</c>, in any encoding, with or without parameters.</summary>
    DotSegment = 1 << 4,

    /// <summary>A semicolon, raw or encoded any number of times.</summary>
    Parameter = 1 << 5,

    /// <summary><c>%25</c> (unless in <c>%252F</c>), <c>%3F</c> or <c>%23</c>.</summary>
    EncodedReserved = 1 << 6,

    /// <summary>A control character, raw or encoded any number of times.</summary>
    Control = 1 << 7,

    /// <summary>A missing path, an invalid escape, invalid UTF-8 after decoding, a raw <c>#</c>, space or non-ASCII character.</summary>
    Malformed = 1 << 8,
}
