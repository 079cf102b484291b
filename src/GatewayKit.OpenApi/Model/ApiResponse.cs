namespace GatewayKit.OpenApi;

/// <summary>A complete response of an API.</summary>
public sealed record ApiResponse
{
    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The headers, without <c>Content-Type</c>. Names may repeat and are case-insensitive.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The media type of the body; <c>null</c> without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body; empty without one.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
