using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Proxy.Matching;

/// <summary>The parts of a request that routes match.</summary>
internal ref struct PreciseRequest
{
    private readonly HttpContext _http;

    /// <param name="http">The request.</param>
    /// <param name="host">Its host in lower case, without a port.</param>
    public PreciseRequest(HttpContext http, ReadOnlySpan<char> host)
    {
        _http = http;
        Host = host;
        Method = http.Request.Method;
        Path = http.Request.Path.Value is { Length: > 0 } path ? path : "/";
        PreflightMethod = HttpMethods.IsOptions(Method) && http.Request.Headers.ContainsKey(HeaderNames.Origin)
            ? http.Request.Headers.AccessControlRequestMethod.ToString() is { Length: > 0 } method ? method : null
            : null;
    }

    public ReadOnlySpan<char> Host { get; }

    /// <summary>The decoded path.</summary>
    public ReadOnlySpan<char> Path { get; }

    public string Method { get; }

    /// <summary>The method that a CORS preflight asks for; null for other requests.</summary>
    public string? PreflightMethod { get; }

    /// <summary>Whether a wildcard would be one label, for the host that is compared now.</summary>
    public bool IsOneLabel { get; set; }

    public readonly IHeaderDictionary Headers => _http.Request.Headers;

    public readonly ReadOnlySpan<char> Query => _http.Request.QueryString.Value;
}
