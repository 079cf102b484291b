using GatewayKit.Admin.Endpoints;
using GatewayKit.Operators.Http;
using GatewayKit.Operators.Traffic;
using GatewayKit.Store;

namespace GatewayKit.Operators.Pages;

/// <summary>The overview.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Status">The state of this node.</param>
/// <param name="Metrics">The figures of this node; null while no configuration is active.</param>
internal sealed record OverviewView(OperatorPage Page, GatewayStatus Status, MetricsView? Metrics)
{
    /// <summary>The traffic of this node since the first page.</summary>
    public required LiveTrafficView Live { get; init; }

    /// <summary>The usage of all nodes; null without a store, or if it doesn't answer.</summary>
    public UsageView? Usage { get; init; }

    /// <summary>The nodes that share the store.</summary>
    public IReadOnlyList<StoreNode> Nodes { get; init; } = [];

    /// <summary>Whether the store doesn't answer.</summary>
    public bool IsStoreSilent { get; init; }

    /// <summary>The number of rejected changes that no later version has resolved.</summary>
    public int Rejected { get; init; }

    /// <summary>The number of subscriptions that wait for approval; null without accounts, or if their database doesn't answer.</summary>
    public int? Pending { get; init; }

    /// <summary>The plugins whose hooks fail because of an unobserved exception.</summary>
    public IReadOnlyList<string> Quarantined { get; init; } = [];

    /// <summary>The plugins with more than one version in memory.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];
}
