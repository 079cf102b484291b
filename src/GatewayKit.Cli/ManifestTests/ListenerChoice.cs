using System.Net;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Selects the listener of a request by scheme, port and host, because the addresses of Gateways don't exist without a
/// cluster.</summary>
internal static class ListenerChoice
{
    /// <exception cref="ToolException">No listener, or more than one, can get the request.</exception>
    public static IPEndPoint Find(IReadOnlyList<ManifestListener> listeners, TestRequest request)
    {
        var url = request.Url;
        var possible = listeners
            .Where(listener => listener.EndPoint is not null && listener.Protocol == url.Scheme && listener.Port == url.Port)
            .Where(listener => request.Gateway is null || listener.Gateway == request.Gateway)
            .ToArray();
        if (possible.Length == 0)
        {
            var owner = request.Gateway is { } gateway ? $" of {gateway}" : "";
            throw new ToolException($"{request}: no open listener{owner} has the protocol {url.Scheme} and the port {url.Port}. "
                + $"There are: {Describe(listeners)}.");
        }

        // Without a matching host, the answer is that of the only Gateway.
        var best = possible.Max(listener => Rank(listener.Host, url.Host));
        var endPoints = possible.Where(listener => Rank(listener.Host, url.Host) == best)
            .Select(listener => (listener.Gateway, listener.EndPoint)).Distinct().ToArray();
        return endPoints is [var only] ? only.EndPoint! : throw new ToolException(
            $"{request}: several Gateways have a listener for it: {string.Join(", ", endPoints.Select(found => found.Gateway))}. "
                + "Select one with --gateway NAME, or with 'gateway' in the file.");
    }

    /// <summary>Returns how well a listener's host matches: an exact name most, then longer wildcards; -1 for not at all.</summary>
    private static int Rank(string? pattern, string host)
    {
        if (pattern is null)
            return 0;
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
                ? pattern.Length : -1;
        }

        return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase) ? int.MaxValue : -1;
    }

    private static string Describe(IReadOnlyList<ManifestListener> listeners)
        => listeners.Count == 0 ? "none"
            : string.Join(", ", listeners.Select(listener => $"{listener.Protocol} {listener.Port} of {listener.Gateway}").Distinct());
}
