using System.Diagnostics.Metrics;

namespace GatewayKit.Limits;

/// <summary>Counts the decisions of an entry by plugin and route. Meter: <c>GatewayKit</c>.</summary>
/// <param name="placement">The location of the entry.</param>
/// <param name="meters">The metrics.</param>
internal sealed class LimitDecisions(PluginPlacement placement, IMeterFactory meters)
{
    private readonly KeyValuePair<string, object?> _plugin = new("plugin", placement.Plugin);

    // No observable instrument: its callback would keep an unloaded plugin in memory.
    private readonly Counter<long> _decisions = meters.Create("GatewayKit").CreateCounter<long>(
        "gatewaykit.limit.decisions", "{request}", "Decisions of plugins that limit requests.");

    /// <summary>Counts a request that passes.</summary>
    public void Allowed(GatewayContext context) => Count(context, "allowed");

    /// <summary>Counts a request that is rejected.</summary>
    public void Limited(GatewayContext context) => Count(context, "limited");

    /// <summary>Counts a request that would be rejected if the limit were enforced.</summary>
    public void NotEnforced(GatewayContext context) => Count(context, "not enforced");

    /// <summary>Counts a request that passes because it can't be counted.</summary>
    public void FailedOpen(GatewayContext context) => Count(context, "failed open");

    /// <summary>Counts a request that is rejected because it can't be counted.</summary>
    public void FailedClosed(GatewayContext context) => Count(context, "failed closed");

    private void Count(GatewayContext context, string decision)
    {
        if (_decisions.Enabled)
            _decisions.Add(1, _plugin, new("route", context.Route.Id), new("decision", decision));
    }
}
