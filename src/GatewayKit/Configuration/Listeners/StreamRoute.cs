using System.Collections.Immutable;

namespace GatewayKit.Configuration.Listeners;

/// <summary>A route of TCP connections, or of TLS connections by server name, to clusters. Available only for configurations created in
/// code.</summary>
public sealed record StreamRoute
{
    /// <summary>The names of the listeners whose connections match.</summary>
    public required ImmutableArray<string> Listeners { get; init; }

    /// <summary>The server names (SNI), such as <c>www.example.com</c> or <c>*.example.com</c> (one or more labels), in ASCII and lower
    /// case. Empty for all connections.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The backends, of which one is picked for each connection by weight. Connections are closed if there is none.</summary>
    public ImmutableArray<StreamBackend> Backends { get; init; } = [];

    /// <summary>The maximum time without a byte in either direction, after which a connection is closed, 1 s to 1 day. Default:
    /// 1 h.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The time when the route's owner was created, in seconds since 1970: of routes with equal hosts, the oldest
    /// matches.</summary>
    public long Created { get; init; }

    /// <summary>The name of the route's owner: of routes of the same age, the first in alphabetical order (ordinal) matches.</summary>
    public string Owner { get; init; } = "";
}
