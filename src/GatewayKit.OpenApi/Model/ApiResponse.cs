namespace GatewayKit.OpenApi;

/// <summary>A response of an API, whole.</summary>
public sealed record ApiResponse
{
    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The headers, without <c>Content-Type</c>. A name may stand more than once; case doesn't matter.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The media type of the body; null if there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
