using System.Globalization;
using GatewayKit.Edge;

namespace GatewayKit.Tls;

/// <summary>The https URL of a request without TLS.</summary>
internal static class HttpsLocation
{
    private const int DefaultPort = 443;

    /// <summary>Creates the URL.</summary>
    /// <param name="host">The request's Host, with or without a port.</param>
    /// <param name="target">The request target as the client sent it.</param>
    /// <param name="port">The port of the URL.</param>
    /// <returns>The URL; null if host or target can't be part of one.</returns>
    public static string? Of(string host, string target, int port)
    {
        if (!HostSyntax.IsValid(host) || PathOf(target) is not { } path || path.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return null;

        var name = host[..(host.IndexOf(':', host.IndexOf(']') + 1) is >= 0 and var colon ? colon : host.Length)];
        return port == DefaultPort
            ? $"https://{name}{path}"
            : string.Create(CultureInfo.InvariantCulture, $"https://{name}:{port}{path}");
    }

    // RFC 9112, section 3.2: the origin form, or the absolute form, whose authority is also in Host.
    private static string? PathOf(string target)
    {
        if (target.StartsWith('/'))
            return target;
        if (!target.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return null;

        var start = target.AsSpan("http://".Length).IndexOfAny('/', '?') is >= 0 and var index ? index + "http://".Length : target.Length;
        return start < target.Length && target[start] == '/' ? target[start..] : "/" + target[start..];
    }
}
