using System.Net.Http;
using GatewayKit.Edge;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>The target of a subrequest, as a client would send it.</summary>
/// <param name="Raw">The path and the query as written.</param>
/// <param name="Path">The path, decoded; null if the target is malformed.</param>
/// <param name="Query">The query with its question mark.</param>
/// <param name="Host">The host of an absolute address; null without one.</param>
internal readonly record struct SubrequestTarget(string Raw, string? Path, string Query, string? Host)
{
    /// <exception cref="ArgumentException">The address isn't a path on this gateway.</exception>
    public static SubrequestTarget Of(HttpRequestMessage request)
    {
        var uri = request.RequestUri;
        if (uri is { IsAbsoluteUri: true, Scheme: "http" or "https" })
            return Create(uri.PathAndQuery, uri.Authority);

        // Outside Windows, a path is the absolute address of a file.
        if (uri?.OriginalString is not ['/', ..] target || target.StartsWith("//", StringComparison.Ordinal))
            throw new ArgumentException("The address must be a path on this gateway, such as '/orders/7'.", nameof(request));

        var fragment = target.IndexOf('#', StringComparison.Ordinal);
        return Create(fragment < 0 ? target : target[..fragment], null);
    }

    private static SubrequestTarget Create(string raw, string? host)
        => TargetPath.TryRead(raw, out var path, out var query) ? new(raw, path, query, host) : new(raw, null, "", host);
}
