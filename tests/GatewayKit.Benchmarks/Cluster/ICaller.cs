namespace GatewayKit.Benchmarks.Cluster;

/// <summary>A client of the gateways, with one request at a time.</summary>
internal interface ICaller : IDisposable
{
    /// <summary>The kind of its connections.</summary>
    string Kind { get; }

    /// <summary>Sends a request.</summary>
    /// <returns>Why it is lost; null if its response is good.</returns>
    Task<string?> SendAsync(string path, bool hasBody);
}
