using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Edge;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks a cluster for errors that YARP's validator accepts and that would only appear in a request or a health check.</summary>
internal static class ClusterCheck
{
    private const string AllowedAddress = "it must be an absolute http or https address.";

    /// <summary>The maximum time of a timer.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(49);

    public static void Check(ConfigOwner owner, ClusterConfig cluster, ConfigLocation location, ConfigErrors errors)
    {
        foreach (var (id, destination) in cluster.Destinations ?? new Dictionary<string, DestinationConfig>())
            CheckDestination(ConfigPiece.Of(owner).Key("destinations").Key(id), destination, location, errors);

        if (cluster.HttpRequest?.ActivityTimeout is { } silence
            && silence != Timeout.InfiniteTimeSpan
            && silence < TimeSpan.FromMilliseconds(1))
            errors.Add(owner, $"httpRequest.activityTimeout is {Duration.Format(silence)}; it must be 1ms or more.", location);
        if (cluster.Destinations is not { Count: > 0 })
            errors.Warn(owner, "it has no destinations; every request to it is a 503.", location);
        CheckTime(owner, "httpRequest.activityTimeout", cluster.HttpRequest?.ActivityTimeout, location, errors);
        CheckTime(owner, "healthCheck.active.interval", cluster.HealthCheck?.Active?.Interval, location, errors);
        CheckTime(owner, "healthCheck.active.timeout", cluster.HealthCheck?.Active?.Timeout, location, errors);
        CheckTime(owner, "healthCheck.passive.reactivationPeriod", cluster.HealthCheck?.Passive?.ReactivationPeriod, location, errors);
        if (cluster.SessionAffinity is { Enabled: true, AffinityKeyName: { Length: > 0 } key } && !HttpSyntax.IsToken(key))
            errors.Add(owner, $"sessionAffinity.affinityKeyName is '{key}', which isn't a valid name of a cookie or a header.", location);
    }

    private static void CheckDestination(ConfigPiece piece, DestinationConfig? destination, ConfigLocation location, ConfigErrors errors)
    {
        if (!IsAddress(destination?.Address, out var address))
            errors.Add(piece, $"address is {HiddenUserInfo.Quoted(destination?.Address)}; {AllowedAddress}", location);
        else if (address.Query.Length > 0 || address.Fragment.Length > 0)
            errors.Add(piece, "address has a query or a fragment; only a path is allowed.", location);
        if (destination?.Health is { Length: > 0 } health && !IsAddress(health, out _))
            errors.Add(piece, $"health is {HiddenUserInfo.Quoted(health)}; {AllowedAddress}", location);
        if (destination?.Host is { Length: > 0 } host && !HostSyntax.IsValid(host))
            errors.Add(piece, $"host is {HiddenUserInfo.Quoted(host)}; it must be a name or an address, optionally with a port.", location);
    }

    private static bool IsAddress(string? text, out Uri address)
        => Uri.TryCreate(text, UriKind.Absolute, out address!) && address.Scheme is ("http" or "https");

    private static void CheckTime(ConfigOwner owner, string key, TimeSpan? time, ConfigLocation location, ConfigErrors errors)
    {
        if (time > s_longest)
            errors.Add(owner, $"{key} is {Duration.Format(time.Value)}; it must be at most 49d.", location);
    }
}
