namespace GatewayKit.Kubernetes.TestServer;

/// <summary>The options of a <see cref="TestApiServer"/>.</summary>
public sealed record TestApiServerOptions
{
    /// <summary>Gets the port. The default, 0, selects a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets whether the server uses TLS with its own certificate. The default is <c>false</c>.</summary>
    public bool UsesHttps { get; init; }

    /// <summary>Gets the clock for creation times, bookmarks and the timeouts of watches.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the folders and files with CRDs to install at the start.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>Gets the interval of bookmarks. The default is one minute; <c>null</c> sends none.</summary>
    public TimeSpan? BookmarkInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets whether watches can send initial events (<c>sendInitialEvents</c>). The default is <c>true</c>.</summary>
    public bool SupportsWatchList { get; init; } = true;

    /// <summary>Gets how many events of a resource the server remembers for watches. The default is 20,000.</summary>
    public int HistoryLimit { get; init; } = 20_000;

    /// <summary>Gets the address that each Service of type LoadBalancer gets in its status; <c>null</c> for none.</summary>
    public string? LoadBalancerAddress { get; init; }
}
