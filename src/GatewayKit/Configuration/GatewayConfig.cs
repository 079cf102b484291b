using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>A gateway's whole configuration, as every source produces it: immutable, bound, not yet checked as a whole.</summary>
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

    /// <summary>Which ambiguous spellings of a path are let through, for every route that says nothing else.</summary>
    public PathRules? Paths { get; init; }

    /// <summary>
    /// The proxies whose forwarded and identity headers are believed: addresses or CIDR networks. Default: none.
    /// </summary>
    public ImmutableArray<string> TrustedProxies { get; init; } = [];

    /// <summary>
    /// The bodies that take the place of problem documents, by status, <c>400</c> to <c>599</c>. The headers of an answer stay.
    /// </summary>
    public ImmutableDictionary<string, ProblemBody> Problems { get; init; } = Empty<ProblemBody>();

    /// <summary>How the gateway stops; null for the defaults. Read when the host starts.</summary>
    public ShutdownConfig? Shutdown { get; init; }

    /// <summary>The folders of the files that it was read from, by the names of their sources.</summary>
    internal ImmutableDictionary<string, string> Folders { get; init; } = [];

    /// <summary>The places of its top-level keys, for messages.</summary>
    internal ImmutableDictionary<string, ConfigPlace> KeyPlaces { get; init; } = [];

    /// <summary>The texts that came from the environment, and how they are written: messages show those.</summary>
    internal ImmutableArray<(string Value, string Written)> Variables { get; init; } = [];

    private static ImmutableDictionary<string, T> Empty<T>() => ImmutableDictionary.Create<string, T>(StringComparer.OrdinalIgnoreCase);
}
