namespace GatewayKit.Explaining;

/// <summary>The explanation of how the gateway would handle a request.</summary>
public sealed record Explanation
{
    /// <summary>
    /// The status of the response if the edge or an authentication plugin rejects the request, an authentication plugin responds itself,
    /// or no route matches its path (404) or its method (405); otherwise null.
    /// </summary>
    public int? Refused { get; init; }

    /// <summary>The authentication plugin that rejects the request or responds to it; null if there is none.</summary>
    public ExplainedPlugin? RefusedBy { get; init; }

    /// <summary>The reason why the request is rejected, or why no route matches it; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>The supported methods for the path if the request's method isn't supported (405); otherwise empty.</summary>
    public IReadOnlyList<string> AllowedMethods { get; init; } = [];

    /// <summary>The matched route, or null.</summary>
    public ExplainedRoute? Route { get; init; }

    /// <summary>The other routes whose path matches, the closest first, each with the part that doesn't match.</summary>
    public IReadOnlyList<ExplainedRoute> Others { get; init; } = [];

    /// <summary>The caller that the credentials of the request belong to, or null.</summary>
    public Consumer? Caller { get; init; }

    /// <summary>The plugins in the order in which they run for the request.</summary>
    public IReadOnlyList<ExplainedPlugin> Plugins { get; init; } = [];

    /// <summary>The changes by the plugins that only change messages, in order; empty without a dry run.</summary>
    public IReadOnlyList<MessageChange> Changes { get; init; } = [];

    /// <summary>The cluster that the request would be forwarded to, or null if a plugin responds or the request is rejected.</summary>
    public string? ClusterId { get; init; }

    /// <summary>
    /// The URL at the upstream after the route's transforms, for the cluster's first destination; null if there is none.
    /// Secrets in its query are masked: those of the configuration, and those that names indicate.
    /// </summary>
    public string? UpstreamUrl { get; init; }
}
