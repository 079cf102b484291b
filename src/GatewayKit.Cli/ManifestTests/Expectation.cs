namespace GatewayKit.Cli.ManifestTests;

/// <summary>The expected response to a request. Members without a value aren't compared.</summary>
internal sealed record Expectation
{
    /// <summary>The possible status codes; empty for any.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>The namespace and name of the route or Ingress.</summary>
    public string? Route { get; init; }

    /// <summary>The possible Services, such as <c>shop/orders</c>; empty for any.</summary>
    public IReadOnlyList<string> Backends { get; init; } = [];

    /// <summary>Whether no backend may get the request.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>The headers of the response; null for one that must be missing.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();

    /// <summary>A text in the body.</summary>
    public string? Body { get; init; }

    /// <summary>The method that the backend gets.</summary>
    public string? ForwardedMethod { get; init; }

    /// <summary>The path with the query that the backend gets.</summary>
    public string? ForwardedPath { get; init; }

    /// <summary>The host that the backend gets.</summary>
    public string? ForwardedHost { get; init; }

    /// <summary>Whether the server name is compared.</summary>
    public bool ComparesServerName { get; init; }

    /// <summary>The server name of the TLS that the backend ends; null for a connection without TLS.</summary>
    public string? ForwardedServerName { get; init; }

    /// <summary>The headers that the backend gets; null for one that must be missing.</summary>
    public IReadOnlyDictionary<string, string?> ForwardedHeaders { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets whether anything that the backend gets is compared.</summary>
    public bool ComparesForwarded
        => ComparesServerName || ForwardedHeaders.Count > 0
            || (ForwardedMethod ?? ForwardedPath ?? ForwardedHost) is not null;
}
