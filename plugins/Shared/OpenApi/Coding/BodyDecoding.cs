namespace GatewayKit.Plugins;

/// <summary>What came of taking a content coding off a body.</summary>
internal enum BodyDecoding
{
    /// <summary>The body is there.</summary>
    Decoded,

    /// <summary>The coding is none of gzip, br and deflate, or there is more than one.</summary>
    UnknownCoding,

    /// <summary>The body is not what its coding says.</summary>
    Broken,

    /// <summary>It gets longer than the limit.</summary>
    TooLong,
}
