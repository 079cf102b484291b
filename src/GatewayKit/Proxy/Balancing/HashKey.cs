using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The part of a request that a consistent hash selects the destination by.</summary>
internal sealed class HashKey
{
    private readonly string _kind;
    private readonly string _name;

    /// <param name="by">The configured value of <c>hashBy</c>, such as <c>header:X-Tenant</c>.</param>
    public HashKey(string by)
    {
        var colon = by.IndexOf(':', StringComparison.Ordinal);
        _kind = colon < 0 ? by : by[..colon];
        _name = by[(colon + 1)..];
    }

    /// <summary>Returns the hash of the request's key, or of the client's address if the request doesn't have the key.</summary>
    public ulong Of(HttpContext http) => (_kind switch
    {
        "consumer" => http.Features.Get<Exchange>()?.Caller?.Name,
        "header" => http.Request.Headers[_name].ToString(),
        "cookie" => http.Request.Cookies[_name],
        _ => null,
    }) is { Length: > 0 } key ? StableHash.Of(key) : StableHash.Of(http.Connection.RemoteIpAddress);
}
