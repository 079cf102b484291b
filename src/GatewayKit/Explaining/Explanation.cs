namespace GatewayKit.Explaining;

/// <summary>What the gateway would do with a request.</summary>
public sealed record Explanation
{
    /// <summary>
    /// The status of the answer if the edge or an authentication plugin refuses the request, an authentication plugin answers it itself, or no route takes its path (404) or its
    /// method (405); otherwise null.
    /// </summary>
    public int? Refused { get; init; }

    /// <summary>The authentication plugin that refuses or answers the request; null if none does.</summary>
    public ExplainedPlugin? RefusedBy { get; init; }

    /// <summary>Why the request is refused, or why no route matches it; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>The methods that routes take for the path, if they don't take that of the request (405); otherwise empty.</summary>
    public IReadOnlyList<string> AllowedMethods { get; init; } = [];

    /// <summary>The route that wins, or null.</summary>
    public ExplainedRoute? Route { get; init; }

    /// <summary>The other routes whose path matches, the nearest first, each with what keeps it from winning.</summary>
    public IReadOnlyList<ExplainedRoute> Others { get; init; } = [];

    /// <summary>The caller that the credentials of the request belong to, or null.</summary>
    public Consumer? Caller { get; init; }

    /// <summary>The plugins in the order in which they run on the way down.</summary>
    public IReadOnlyList<ExplainedPlugin> Plugins { get; init; } = [];

    /// <summary>The cluster that the request would go to, or null if a plugin answers or the request is refused.</summary>
    public string? ClusterId { get; init; }

    /// <summary>
    /// The URL at the upstream as the route's own transforms make it, for the cluster's first destination; null without one.
    /// </summary>
    public string? UpstreamUrl { get; init; }
}
