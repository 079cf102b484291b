namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>The encoding of the values in a part of a request.</summary>
internal enum TextDecoding
{
    /// <summary>Not encoded; white space at both ends is removed: headers.</summary>
    Trimmed,

    /// <summary>Percent-encoded: paths.</summary>
    Percent,

    /// <summary>Percent-encoded, with a plus sign for a space: queries and forms.</summary>
    Form,

    /// <summary>Percent-encoded, or unchanged if the encoding is malformed: cookies.</summary>
    Lenient,
}
