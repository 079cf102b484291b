using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Access;

/// <summary>Recognizes callers on the same machine.</summary>
internal static class LocalCaller
{
    private static readonly string[] s_proxyHeaders = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    /// <summary>Returns whether a request came over loopback or a Unix socket, and not from a proxy that says so. A proxy that
    /// adds no header can't be recognized.</summary>
    public static bool IsLocal(HttpContext http)
        => IsLoopback(http.Connection.LocalIpAddress) && IsLoopback(http.Connection.RemoteIpAddress)
            && !Array.Exists(s_proxyHeaders, http.Request.Headers.ContainsKey);

    // A Unix socket has no address.
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
