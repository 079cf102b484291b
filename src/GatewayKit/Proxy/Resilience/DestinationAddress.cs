using System.Net.Http;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Changes the address of a request from one destination to another.</summary>
internal static class DestinationAddress
{
    private static readonly UriCreationOptions s_asItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <returns>The address at the other destination; null if a transform or a hook has set an address of its own.</returns>
    public static Uri? Move(Uri? address, DestinationConfig from, DestinationConfig to)
    {
        var old = new Uri(from.Address);
        if (address is null
            || address.Scheme != old.Scheme
            || !string.Equals(address.Authority, old.Authority, StringComparison.OrdinalIgnoreCase))
            return null;

        var prefix = old.AbsolutePath.TrimEnd('/');
        var path = address.PathAndQuery;
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || path.Length > prefix.Length && path[prefix.Length] is not ('/' or '?'))
            return null;

        var next = new Uri(to.Address);
        return new Uri(
            string.Concat(next.GetLeftPart(UriPartial.Authority), next.AbsolutePath.TrimEnd('/'), path.AsSpan(prefix.Length)), s_asItIs);
    }

    /// <summary>Replaces the host that a destination has set for its requests.</summary>
    public static void MoveHost(HttpRequestMessage message, DestinationConfig from, DestinationConfig to)
    {
        var host = message.Headers.Host;
        if (string.IsNullOrEmpty(host) ? string.IsNullOrEmpty(from.Host) : host == from.Host)
            message.Headers.Host = to.Host;
    }
}
