namespace GatewayKit;

/// <summary>The route of an exchange, as configured.</summary>
public sealed record RouteInfo
{
    /// <summary>The route's id in the configuration.</summary>
    public required string Id { get; init; }

    /// <summary>The cluster that it forwards to, or null if a plugin of the Origin stage answers.</summary>
    public string? ClusterId { get; init; }

    /// <summary>The path pattern that it matches, or null for any path.</summary>
    public string? Path { get; init; }

    /// <summary>The methods that it matches; empty for any.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The route's metadata from the configuration.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
