namespace GatewayKit.OpenApi.Http;

/// <summary>The result of decoding a body.</summary>
public enum BodyDecoding
{
    /// <summary>The body was decoded.</summary>
    Decoded,

    /// <summary>The coding isn't one of <see cref="BodyCoding.Supported"/>, or the body has several codings.</summary>
    UnknownCoding,

    /// <summary>The body isn't valid in its coding.</summary>
    Broken,

    /// <summary>The decoded body exceeds the limit.</summary>
    TooLong,
}
