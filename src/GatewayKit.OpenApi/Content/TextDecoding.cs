namespace GatewayKit.OpenApi.Content;

/// <summary>How the characters of a value are decoded in a part of a request.</summary>
internal enum TextDecoding
{
    /// <summary>As they stand, without the white space around them: headers.</summary>
    Trimmed,

    /// <summary>Percent-encoded: paths.</summary>
    Percent,

    /// <summary>Percent-encoded, with a plus sign for a space: queries and forms.</summary>
    Form,

    /// <summary>Percent-encoded, or as they stand if that is malformed: cookies.</summary>
    Lenient,
}
