namespace GatewayKit;

/// <summary>The configured route of an exchange.</summary>
public sealed record RouteInfo
{
    /// <summary>Gets the route's id in the configuration; <c>(none)</c> for a request that matches no route,
    /// which only global diagnostics plugins see.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the id of the route's cluster; <c>null</c> if a plugin of the Origin stage answers.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Gets the path pattern; <c>null</c> to match any path.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the hosts that the route matches, such as <c>app.example.com</c> or <c>*.example.com</c>; empty to match any
    /// host.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Gets the methods that the route matches; empty to match any method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Gets the route's metadata from the configuration.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
