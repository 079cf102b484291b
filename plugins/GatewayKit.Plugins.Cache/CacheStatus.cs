using System.Globalization;

namespace GatewayKit.Plugins.Cache;

/// <summary>The values of <c>Cache-Status</c> (RFC 9211).</summary>
internal static class CacheStatus
{
    public const string Field = "Cache-Status";
    public const string Bypassed = "GatewayKit; fwd=bypass";
    public const string OtherMethod = "GatewayKit; fwd=method";
    public const string Requested = "GatewayKit; fwd=request";
    public const string Missed = "GatewayKit; fwd=miss";
    public const string MissedAndStored = "GatewayKit; fwd=miss; stored";
    public const string Collapsed = "GatewayKit; fwd=miss; collapsed";
    public const string Stale = "GatewayKit; fwd=stale";
    public const string StaleAndStored = "GatewayKit; fwd=stale; stored";
    public const string RequestedAndStored = "GatewayKit; fwd=request; stored";
    public const string Validated = "GatewayKit; fwd=stale; fwd-status=304; stored";
    public const string ValidatedAsRequested = "GatewayKit; fwd=request; fwd-status=304; stored";

    /// <summary>Returns the value for a response from the cache.</summary>
    /// <param name="left">The time for which it is fresh; negative if it is stale.</param>
    public static string Hit(TimeSpan left)
        => string.Create(CultureInfo.InvariantCulture, $"GatewayKit; hit; ttl={(long)Math.Floor(left.TotalSeconds)}");

    /// <summary>Returns the value for a response of the shared store.</summary>
    public static string SharedHit(TimeSpan left) => $"{Hit(left)}; detail=shared";

    /// <summary>Returns the value for a stale response that replaces an error.</summary>
    public static string InsteadOfError(TimeSpan left, int? status)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"GatewayKit; hit; ttl={(long)Math.Floor(left.TotalSeconds)}; detail={(status is { } code ? $"error-{code}" : "no-response")}");

    /// <summary>Returns the value for a response that was forwarded and is stored.</summary>
    public static string AndStored(string status) => status switch
    {
        Missed => MissedAndStored,
        Stale => StaleAndStored,
        Requested => RequestedAndStored,
        _ => status,
    };
}
