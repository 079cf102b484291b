using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Proxy.Matching;

/// <summary>The parts of a request that routes match.</summary>
internal ref struct PreciseRequest
{
    private readonly HttpContext _http;

    /// <param name="http">The request.</param>
    /// <param name="host">Its host in lower case, without a port.</param>
    /// <param name="work">The work that regular expressions may still do for the request, in steps.</param>
    public PreciseRequest(HttpContext http, ReadOnlySpan<char> host, ref long work)
    {
        _http = http;
        Host = host;
        Work = ref work;
        Method = MethodOf(http);
        Path = http.Request.Path.Value is { Length: > 0 } path ? path : "/";
        PreflightMethod = HttpMethods.IsOptions(Method) && http.Request.Headers.ContainsKey(HeaderNames.Origin)
            ? http.Request.Headers.AccessControlRequestMethod.ToString() is { Length: > 0 } method
                ? HttpMethods.GetCanonicalizedValue(method) : null
            : null;
    }

    /// <summary>The work that regular expressions may still do, in steps; below 0 if it wasn't enough.</summary>
    public readonly ref long Work;

    public ReadOnlySpan<char> Host { get; }

    /// <summary>The decoded path.</summary>
    public ReadOnlySpan<char> Path { get; }

    /// <summary>The method that plugins and the upstream get.</summary>
    public string Method { get; }

    /// <summary>The method that a CORS preflight asks for; null for other requests.</summary>
    public string? PreflightMethod { get; }

    /// <summary>Whether a wildcard would be one label, for the host that is compared now.</summary>
    public bool IsOneLabel { get; set; }

    public readonly IHeaderDictionary Headers => _http.Request.Headers;

    public readonly ReadOnlySpan<char> Query => _http.Request.QueryString.Value;

    /// <summary>Returns the method that the gateway forwards: "get" is forwarded as GET, and a WebSocket in a tunnel (RFC 8441) as the GET
    /// with which it starts in HTTP/1.1. Otherwise, another spelling would avoid the plugins of a route with a method.</summary>
    private static string MethodOf(HttpContext http)
    {
        var method = http.Request.Method;
        return HttpMethods.IsConnect(method) && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
            ? HttpMethods.Get
            : HttpMethods.GetCanonicalizedValue(method);
    }
}
