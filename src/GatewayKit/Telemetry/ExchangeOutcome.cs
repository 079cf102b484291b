namespace GatewayKit.Telemetry;

/// <summary>How an exchange ended.</summary>
/// <param name="Route">The id of the route.</param>
/// <param name="Status">The status of the response; 499 if the client disconnected before it.</param>
/// <param name="Origin">The producer of the response: <c>upstream</c>, <c>plugin</c> or <c>gateway</c>.</param>
internal readonly record struct ExchangeOutcome(string Route, int Status, string Origin)
{
    public const string OfUpstream = "upstream";
    public const string OfPlugin = "plugin";
    public const string OfGateway = "gateway";

    /// <summary>The id of the cluster; null if the request wasn't forwarded.</summary>
    public string? Cluster { get; init; }

    /// <summary>The id of the last destination; null if there was none.</summary>
    public string? Destination { get; init; }

    /// <summary>The name of the plugin that answered or rejected the request; null if none did.</summary>
    public string? Plugin { get; init; }

    /// <summary>The name of the caller; null if it isn't known.</summary>
    public string? Consumer { get; init; }

    /// <summary>The id of the caller's credential; null if it isn't known.</summary>
    public string? Credential { get; init; }
}
