using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Portal;

namespace GatewayKit.Configuration;

/// <summary>The configuration of a gateway, as every source produces it: immutable and bound, but not yet checked as a whole.</summary>
public sealed record GatewayConfig
{
    /// <summary>The plugins of every route.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>The routes by id.</summary>
    public ImmutableDictionary<string, GatewayRoute> Routes { get; init; } = Empty<GatewayRoute>();

    /// <summary>The clusters by id.</summary>
    public ImmutableDictionary<string, GatewayCluster> Clusters { get; init; } = Empty<GatewayCluster>();

    /// <summary>The groups of consumers by name.</summary>
    public ImmutableDictionary<string, GatewayGroup> Groups { get; init; } = Empty<GatewayGroup>();

    /// <summary>The consumers by name.</summary>
    public ImmutableDictionary<string, GatewayConsumer> Consumers { get; init; } = Empty<GatewayConsumer>();

    /// <summary>The ambiguous spellings of a path that every route accepts unless it has its own rules.</summary>
    public PathRules? Paths { get; init; }

    /// <summary>
    /// The proxies whose forwarded and identity headers are trusted: addresses or CIDR networks. Default: none.
    /// </summary>
    public ImmutableArray<string> TrustedProxies { get; init; } = [];

    /// <summary>
    /// The bodies that replace problem documents, by status, <c>400</c> to <c>599</c>. The headers of a response don't change.
    /// </summary>
    public ImmutableDictionary<string, ProblemBody> Problems { get; init; } = Empty<ProblemBody>();

    /// <summary>The shutdown settings; null for the defaults. Read when the host starts.</summary>
    public ShutdownConfig? Shutdown { get; init; }

    /// <summary>TLS for the https addresses of the gateway; null if the server's own settings apply.</summary>
    public TlsConfig? Tls { get; init; }

    /// <summary>The content of the developer portal; null for none. It doesn't affect requests.</summary>
    public PortalConfig? Portal { get; init; }

    /// <summary>The listeners by name, besides the host's own addresses. Only in code, for hosts that call
    /// <c>UseDynamicListeners()</c>.</summary>
    [CodeOnly]
    public ImmutableDictionary<string, GatewayListener> Listeners { get; init; } = Empty<GatewayListener>();

    /// <summary>The routes of TCP and TLS connections by id. Only in code.</summary>
    [CodeOnly]
    public ImmutableDictionary<string, StreamRoute> StreamRoutes { get; init; } = Empty<StreamRoute>();

    /// <summary>The folders of the files that it was read from, by the names of their sources.</summary>
    internal ImmutableDictionary<string, string> Folders { get; init; } = [];

    /// <summary>The locations of the top-level keys, used in messages.</summary>
    internal ImmutableDictionary<string, ConfigLocation> KeyLocations { get; init; } = [];

    /// <summary>The differences of <see cref="Routes"/> from those of the version before; null if they aren't known.</summary>
    internal SectionDifference? RouteDifference { get; init; }

    /// <summary>The texts from the environment and the references to them, which messages show instead.</summary>
    internal ImmutableArray<(string Value, string Written)> Variables { get; init; } = [];

    private static ImmutableDictionary<string, T> Empty<T>() => ImmutableDictionary.Create<string, T>(StringComparer.OrdinalIgnoreCase);
}
