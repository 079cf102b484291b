using GatewayKit.Planning.Traffic;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Planning;

/// <summary>Creates the request that a record describes, as the server would.</summary>
internal static class PlannedContext
{
    private const string Server = "*";

    /// <param name="services">The services of the app.</param>
    /// <param name="recorded">The record.</param>
    /// <param name="otherwise">The scheme of a request whose record has none.</param>
    /// <returns>The request; null if the server itself would reject its target or its host with 400.</returns>
    public static DefaultHttpContext? Create(IServiceProvider services, TrafficRequest recorded, string otherwise)
    {
        var target = recorded.Target;
        if (target.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e'))
            return null;

        var http = new DefaultHttpContext { RequestServices = services };
        var request = http.Request;
        request.Method = recorded.Method;
        request.Protocol = HttpProtocol.Http11;
        request.Scheme = recorded.Scheme ?? otherwise;
        request.Headers.Host = recorded.Host;
        foreach (var (name, value) in recorded.Headers)
            request.Headers.Append(name, value);
        if (recorded.Length is { } length)
            request.ContentLength = length;

        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        if (UrlParts.TryDivide(target, out _, out var host, out var rest))
            (request.Headers.Host, target) = (host, rest);
        if (!ServerHost.IsValid(request.Headers.Host.ToString()))
            return null;

        return target == Server || HttpMethods.IsConnect(recorded.Method) || TrySetPath(request, target) ? http : null;
    }

    private static bool TrySetPath(HttpRequest request, string target)
    {
        if (target is not ['/', ..])
            return false;

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        if (path.Contains('%', StringComparison.Ordinal))
            path = PathString.FromUriComponent(path).Value!;
        if (path.Contains('\0', StringComparison.Ordinal))
            return false;

        request.Path = new PathString(path.Contains("/.", StringComparison.Ordinal) ? WithoutDots(path) : path);
        if (query >= 0)
            request.QueryString = new QueryString(target[query..]);
        return true;
    }

    /// <summary>Removes the segments <c>.</c> and <c>..</c> (RFC 3986, section 5.2.4), as the server does before the gateway rejects
    /// them.</summary>
    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] is ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (segments[i] is not ("." or ".."))
                kept.Add(segments[i]);
            else if (isLast)
                kept.Add("");
        }

        return "/" + string.Join('/', kept);
    }
}
