namespace GatewayKit.Portal.Trying.Sending;

/// <summary>A request that a reader composed.</summary>
internal sealed record TryRequest
{
    public required string Method { get; init; }

    /// <summary>The path and query, encoded.</summary>
    public required string Target { get; init; }

    /// <summary>The headers, without those of basic authentication and of the body.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The name and password of basic authentication; null without it.</summary>
    public KeyValuePair<string, string>? Basic { get; init; }

    /// <summary>The media type of the body; null without a body.</summary>
    public string? ContentType { get; init; }

    public string Body { get; init; } = "";
}
