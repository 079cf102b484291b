namespace GatewayKit.Benchmarks.Compare;

/// <summary>A proxy to measure.</summary>
/// <param name="Name">The name in options and reports.</param>
/// <param name="Description">A line for <c>--list</c>.</param>
internal sealed record Variant(string Name, string Description)
{
    /// <summary>The plugins of the gateway, as a JSON array; null for a proxy without GatewayKit.</summary>
    public string? Plugins { get; init; }

    /// <summary>Whether the plugins are loaded from a folder, each in its own load context.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>The cluster's <c>forwarder</c>; null for the default.</summary>
    public string? Forwarder { get; init; }

    /// <summary>The cluster's <c>policies</c>, as a JSON object; null for none.</summary>
    public string? Policies { get; init; }

    /// <summary>Whether the routes have precise matches, as those of a cluster.</summary>
    public bool IsPrecise { get; init; }

    /// <summary>Whether the cluster has the policy of a Service. Only with <see cref="IsPrecise"/>.</summary>
    public bool IsService { get; init; }

    /// <summary>Whether the proxy is a program on the <c>PATH</c>.</summary>
    public bool IsProgram { get; init; }

    /// <summary>The name of the program.</summary>
    public string Program { get; init; } = Name;

    /// <summary>Whether the proxy answers from a cache.</summary>
    public bool Caches { get; init; }

    /// <summary>Whether the proxy rejects requests without a bearer token.</summary>
    public bool NeedsToken { get; init; }

    /// <summary>Whether the proxy transforms JSON.</summary>
    public bool NeedsJson { get; init; }

    /// <summary>The telemetry of the gateway: 0 for none, 1 for metrics, 2 for metrics, logs and 1 % of the traces, 3 for 10 % of
    /// them, 4 for all.</summary>
    public int Telemetry { get; init; }

    /// <summary>Whether the gateway writes usage statistics to a store.</summary>
    public bool HasStatistics { get; init; }

    /// <summary>Whether the statistics also count operations. Only with <see cref="HasStatistics"/>.</summary>
    public bool HasOperations { get; init; }

    /// <summary>Whether the gateway samples requests for plans.</summary>
    public bool HasSample { get; init; }

    /// <summary>Whether the proxy counts in Redis.</summary>
    public bool NeedsRedis { get; init; }
}
