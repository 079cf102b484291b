using GatewayKit.Edge;
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
        if (!TargetPath.TryRead(target, out var path, out var query))
            return false;

        request.Path = new PathString(path);
        request.QueryString = new QueryString(query);
        return true;
    }
}
