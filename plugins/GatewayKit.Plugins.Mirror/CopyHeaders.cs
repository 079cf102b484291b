using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Mirror;

/// <summary>Copies the headers of an upstream request, except those that frame a message and those that the options leave out.</summary>
internal sealed class CopyHeaders(MirrorOptions options)
{
    private static readonly string[] s_framing =
    [
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        GatewayContext.CopyHeader,
    ];

    private static readonly string[] s_content =
    [
        "Content-Type", "Content-Encoding", "Content-Language", "Content-Location", "Content-Disposition", "Content-MD5", "Content-Range",
    ];

    private static readonly string[] s_credentials = ["Authorization", "Proxy-Authorization", "Cookie"];

    private readonly FrozenSet<string> _left = s_framing
        .Concat(options.Credentials ? [] : s_credentials)
        .Concat(options.RemoveHeaders)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a copy of an upstream request without its body.</summary>
    /// <param name="request">The upstream request.</param>
    /// <param name="received">The client's request.</param>
    public HttpRequestMessage Copy(HttpRequestMessage request, HttpRequest received)
    {
        var copy = new HttpRequestMessage { Method = request.Method };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!_left.Contains(name))
                copy.Headers.TryAddWithoutValidation(name, values);
        }

        // The client's host if the upstream gets it, but not the host of the upstream's own destination.
        if (options.Host is { } other)
            copy.Headers.Host = other;
        else if (request.Headers.Host is { } host && host == received.Host.Value)
            copy.Headers.Host = host;
        copy.Headers.TryAddWithoutValidation(GatewayContext.CopyHeader, "?1");
        return copy;
    }

    /// <summary>Returns the headers that describe the body when its capture begins. Later plugins may encode the body.</summary>
    public KeyValuePair<string, string[]>[] OfBody(IHeaderDictionary headers)
        => [.. s_content.Where(name => headers.ContainsKey(name) && !_left.Contains(name))
            .Select(name => new KeyValuePair<string, string[]>(name, headers[name].ToArray()!))];
}
