using System.Collections.Frozen;
using System.Diagnostics;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Which headers are copied from one side to the other: the same ones as by YARP.</summary>
internal static class CopiedHeaders
{
    private static readonly string[] s_ofConnection =
    [
        "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authentication-Info",
        "Proxy-Authorization", "Proxy-Features", "Proxy-Instruction", "Security-Scheme", "ALPN", "Close", "HTTP2-Settings",
        "Upgrade-Insecure-Requests", "TE", "Alt-Svc",
    ];

    private static readonly string[] s_ofContent =
    [
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location", "Content-MD5", "Content-Range",
        "Content-Type", "Expires", "Last-Modified",
    ];

    private static readonly FrozenDictionary<string, HeaderSkip> s_requests
        = OfRequests().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_responses = s_ofConnection.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns why a header of a request isn't copied.</summary>
    public static HeaderSkip OfRequest(string name)
        => s_requests.TryGetValue(name, out var skip) ? skip : name.StartsWith(':') ? HeaderSkip.Always : HeaderSkip.None;

    /// <summary>Returns whether a header of a response is copied.</summary>
    public static bool IsOfResponse(string name) => !s_responses.Contains(name);

    private static Dictionary<string, HeaderSkip> OfRequests()
    {
        var skips = new Dictionary<string, HeaderSkip>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in DistributedContextPropagator.Current.Fields)
            skips[name] = HeaderSkip.Trace;
        foreach (var name in (string[])["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Proto"])
            skips[name] = HeaderSkip.Forwarded;
        foreach (var name in (string[])[ConsumerHeaders.Name, ConsumerHeaders.Groups])
            skips[name] = HeaderSkip.Consumer;
        foreach (var name in s_ofContent)
            skips[name] = HeaderSkip.OfContent;
        foreach (var name in (string[])[.. s_ofConnection, "Host", "Content-Length"])
            skips[name] = HeaderSkip.Always;
        return skips;
    }
}
