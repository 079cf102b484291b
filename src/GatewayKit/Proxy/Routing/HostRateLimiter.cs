using System.Diagnostics.Metrics;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Detects whether the host calls <c>UseRateLimiter()</c>. Without it ASP.NET Core ignores the policy of a route, unlike
/// those for authorization and CORS. The middleware isn't visible itself, but it creates its instruments.
/// </summary>
internal sealed class HostRateLimiter(IMeterFactory meters)
{
    private const string MeterName = "Microsoft.AspNetCore.RateLimiting";

    /// <summary>Gets whether the host calls it; null before the pipeline is built.</summary>
    public bool? IsUsed { get; private set; }

    /// <summary>Checks once the host's pipeline is built.</summary>
    public void Look()
    {
        var isUsed = false;
        using var listener = new MeterListener
        {
            InstrumentPublished =
                (instrument, _) => isUsed |= instrument.Meter.Name == MeterName && ReferenceEquals(instrument.Meter.Scope, meters),
        };
        listener.Start();
        IsUsed = isUsed;
    }

    /// <summary>Reports a policy that wouldn't be applied. Doesn't report anything before the pipeline is built.</summary>
    public void Check(ConfigOwner owner, RouteConfig route, ConfigLocation location, ConfigErrors errors)
    {
        if (IsUsed == false && route.RateLimiterPolicy is { Length: > 0 } policy
            && !policy.Equals("default", StringComparison.OrdinalIgnoreCase)
            && !policy.Equals("disable", StringComparison.OrdinalIgnoreCase))
            errors.Add(owner, $"rateLimiterPolicy is '{policy}', which has no effect: the host doesn't call app.UseRateLimiter().",
                location);
    }
}
