using System.Diagnostics.Metrics;

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>Splits requests between clusters by weight.</summary>
[GatewayPlugin<TrafficSplitOptions>("traffic-split", PluginStage.Traffic)]
public sealed class TrafficSplitPlugin : IRequestHook
{
    private readonly SplitClusters _clusters;
    private readonly StickyKey? _stickyKey;
    private readonly Testers? _testers;
    private readonly Counter<long> _requests;
    private readonly KeyValuePair<string, object?>[] _tags;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="meters">The metrics.</param>
    public TrafficSplitPlugin(TrafficSplitOptions options, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(options);
        _clusters = new SplitClusters(options.Weights);
        _stickyKey = options.StickyBy is { } key ? new StickyKey(key) : null;
        _testers = options.Testers is { } testers ? new Testers(testers, _clusters) : null;
        _requests = meters.Create("GatewayKit").CreateCounter<long>(
            "gatewaykit.split.requests", "{request}", "Requests by the cluster that a split chose.");
        _tags = [.. _clusters.Ids.Select(id => new KeyValuePair<string, object?>("cluster", id))];
    }

    /// <summary>Chooses the cluster of the request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var own = _clusters.IndexOf(context.ClusterId);
        if (own < 0)
            return HookResult.Continue;

        var chosen = _testers?.IndexOf(context) ?? -1;
        if (chosen < 0)
            chosen = _clusters.Choose(_stickyKey?.HashOf(context) ?? (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue));
        if (chosen != own)
            context.ClusterId = _clusters.Ids[chosen];
        _requests.Add(1, _tags[chosen]);
        return HookResult.Continue;
    }
}
