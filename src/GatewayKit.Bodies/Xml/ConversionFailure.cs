namespace GatewayKit.Bodies;

/// <summary>The kinds of reasons why a body can't be converted.</summary>
internal enum ConversionFailure
{
    /// <summary>The body isn't valid, nests too deeply, or has no equivalent in the other format.</summary>
    Invalid,

    /// <summary>The body is in an unknown charset.</summary>
    UnknownCharset,

    /// <summary>The converted body is longer than the limit.</summary>
    TooLarge,
}
