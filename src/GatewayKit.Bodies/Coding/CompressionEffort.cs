namespace GatewayKit.Bodies;

/// <summary>The relation of processor time to size when a body is compressed.</summary>
public enum CompressionEffort
{
    /// <summary>Little time: gzip 1, br 1, zstd 1.</summary>
    Fast,

    /// <summary>The usual levels of servers: gzip 6, br 4, zstd 3.</summary>
    Balanced,

    /// <summary>Small bodies, several times slower: gzip 9, br 9, zstd 9.</summary>
    Small,
}
