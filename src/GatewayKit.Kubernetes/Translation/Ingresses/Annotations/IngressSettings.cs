using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The settings of an Ingress in its annotations.</summary>
internal sealed record IngressSettings
{
    /// <summary>The entries that run before all plugins: redirects.</summary>
    public ImmutableArray<PluginEntry> First { get; init; } = [];

    /// <summary>The entries of plugins and filters.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>Whether plugins decide which clients get in.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Further hosts of all rules.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The path that <c>/</c> is redirected to; null for none.</summary>
    public string? AppRoot { get; init; }

    /// <summary>Whether hosts are redirected from or to <c>www.</c>.</summary>
    public bool RedirectsWww { get; init; }

    /// <summary>The template of the path that upstreams get; null for that of the client.</summary>
    public string? RewriteTarget { get; init; }

    /// <summary>The header <c>X-Forwarded-Prefix</c>; null for none.</summary>
    public string? ForwardedPrefix { get; init; }

    /// <summary>The host that upstreams get; null for that of the client.</summary>
    public string? Host { get; init; }

    /// <summary>The Service for requests while that of the path has no endpoints; null for none.</summary>
    public string? DefaultBackend { get; init; }

    /// <summary>The statuses of responses that the default backend replaces.</summary>
    public ImmutableArray<int> ErrorStatuses { get; init; } = [];

    /// <summary>The server that gets copies of requests; null for none.</summary>
    public MirrorTarget? Mirror { get; init; }

    /// <summary>The settings of clusters.</summary>
    public IngressClusterSettings Cluster { get; init; } = IngressClusterSettings.None;

    /// <summary>Whether the paths must answer 503.</summary>
    public bool IsClosed { get; init; }

    public ImmutableArray<Problem> Warnings { get; init; } = [];
}
