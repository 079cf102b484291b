using System.Collections.Immutable;
using System.Text;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Host names of which the first label can be <c>*</c>: one or more labels.</summary>
internal static class HostPatterns
{
    /// <summary>Returns the hosts of a route within the host of a listener: empty for any host, default if there is none.</summary>
    /// <param name="listener">The listener's host; null for any.</param>
    /// <param name="route">The route's hosts; empty for any.</param>
    public static ImmutableArray<string> Intersect(string? listener, ImmutableArray<string> route)
    {
        if (listener is null)
            return [.. route.Select(Normalize).Distinct()];
        if (route.IsEmpty)
            return [listener];

        ImmutableArray<string> common = [.. route.Select(host => Intersect(listener, Normalize(host))).OfType<string>().Distinct()];
        return common.IsEmpty ? default : common;
    }

    /// <summary>Returns whether a host name matches both of two lists of patterns; an empty list matches all.</summary>
    public static bool Overlap(ImmutableArray<string> one, ImmutableArray<string> other)
        => one.IsEmpty || other.IsEmpty || one.Any(host => other.Any(second => Intersect(host, second) is not null));

    /// <summary>Returns whether the core accepts a host. The definitions of the Gateway API also allow labels with more than 63
    /// characters, which no DNS name has.</summary>
    public static bool IsValid(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return Uri.CheckHostName(name) != UriHostNameType.Unknown && Ascii.IsValid(name) && !name.EndsWith('.');
    }

    public static string Normalize(string host) => host.ToLowerInvariant();

    /// <summary>Returns the more specific of two patterns, or null if no host name matches both.</summary>
    public static string? Intersect(string one, string other)
        => one == other ? one
            : Contains(one, other) ? other
            : Contains(other, one) ? one
            : null;

    private static bool Contains(string pattern, string host)
        => pattern.StartsWith("*.", StringComparison.Ordinal) && host.Length >= pattern.Length
            && host.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.Ordinal)
            && host != pattern[1..];
}
