namespace GatewayKit.Planning;

/// <summary>The handling of a request by one configuration.</summary>
public sealed record PlannedHandling
{
    /// <summary>The id of the matched route, or null.</summary>
    public string? Route { get; init; }

    /// <summary>The cluster that the request is forwarded to; null if a plugin answers it or it is rejected.</summary>
    public string? Cluster { get; init; }

    /// <summary>The status if the gateway or an authentication plugin rejects the request or answers instead of authenticating, or if no
    /// route matches; otherwise null.</summary>
    public int? Refused { get; init; }

    /// <summary>The reason of <see cref="Refused"/>; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>The plugins that the request reaches unless an earlier one answers it, in their order: names, with ids in
    /// parentheses.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];
}
