using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>YARP's endpoints of generated routes beside endpoints of the host, matched in two ways: with one matcher of ASP.NET Core
/// for all of them, and with the gateway's partitions.</summary>
internal sealed class RoutingLab : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly InMemoryConfigProvider _config = new([], []);
    private readonly EndpointDataSource _proxy;
    private readonly RouteMatcherBuilder _plain;

    public RoutingLab(params Endpoint[] host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy();
        builder.Services.AddSingleton<IProxyConfigProvider>(_config);
        builder.Services.AddSingleton<MatcherPolicy, RouteRankPolicy>();
        builder.Services.Configure<RouteOptions>(options => options.SetParameterPolicy<
            Microsoft.AspNetCore.Routing.Constraints.RegexInlineRouteConstraint>("regex"));
        _app = builder.Build();
        var routes = new PrivateRouteBuilder(_app);
        routes.MapReverseProxy();
        _proxy = routes.DataSources.Single();
        _plain = RouteMatcherBuilder.Create(_app.Services);
        Host = host;
        Tables = new RouteTableBuilder(_app.Services);
    }

    public Endpoint[] Host { get; }

    public RouteTableBuilder Tables { get; }

    /// <summary>Replaces the routes and returns YARP's endpoints, which are the same objects for the same routes.</summary>
    public IReadOnlyList<Endpoint> Update(IReadOnlyList<RouteConfig> routes)
    {
        _config.Update(routes, []);
        return _proxy.Endpoints;
    }

    /// <summary>Matches a request with one matcher for all endpoints.</summary>
    public RouteMatcher Plain(IEnumerable<Endpoint> endpoints) => _plain.Build(Host.Concat(endpoints));

    public Task<string> AskAsync(RouteMatcher matcher, GeneratedRequest request) => AskAsync(matcher.MatchAsync, request);

    public Task<string> AskAsync(RouteTableVersion version, GeneratedRequest request) => AskAsync(version.Matcher!.MatchAsync, request);

    /// <summary>Returns the subset of endpoints without which the two ways still differ, as small as possible.</summary>
    public async Task<IReadOnlyList<Endpoint>> ShrinkAsync(IReadOnlyList<Endpoint> endpoints, GeneratedRequest request)
    {
        var rest = endpoints.ToList();
        for (var size = Math.Max(1, rest.Count / 2); ; size /= 2)
        {
            for (var i = 0; i + size <= rest.Count;)
            {
                Endpoint[] fewer = [.. rest.Take(i), .. rest.Skip(i + size)];
                if (await AskAsync(Plain(fewer), request) != await AskAsync(Tables.Build(fewer, Host, null), request))
                    rest = [.. fewer];
                else
                    i += size;
            }

            if (size == 1)
                return rest;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static string Describe(Endpoint endpoint)
        => endpoint.Metadata.GetMetadata<RouteModel>() is { Config: var config }
            ? $"{config.RouteId}: {config.Match.Path} order {config.Order} hosts [{string.Join(' ', config.Match.Hosts ?? [])}] "
                + $"methods [{string.Join(' ', config.Match.Methods ?? [])}] cors {config.CorsPolicy} "
                + $"headers {config.Match.Headers?.Count ?? 0} query {config.Match.QueryParameters?.Count ?? 0}"
            : endpoint.DisplayName ?? "";

    /// <returns>The endpoint with its route values, the methods that a 405 allows, or the type of the exception.</returns>
    private async Task<string> AskAsync(Func<HttpContext, Task> match, GeneratedRequest request)
    {
        var http = new DefaultHttpContext { RequestServices = _app.Services };
        request.Apply(http.Request);
        try
        {
            await match(http);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.GetType().Name;
        }

        if (http.GetEndpoint() is not { } endpoint)
            return "none";
        if (endpoint is RouteEndpoint)
        {
            return $"{endpoint.Metadata.GetMetadata<RouteModel>()?.Config.RouteId ?? endpoint.DisplayName} "
                + string.Join(' ', http.Request.RouteValues.OrderBy(value => value.Key).Select(value => $"{value.Key}={value.Value}"));
        }

        await endpoint.RequestDelegate!(http);
        return $"{http.Response.StatusCode} {http.Response.Headers.Allow}";
    }
}
