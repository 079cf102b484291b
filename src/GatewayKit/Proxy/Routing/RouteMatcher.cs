using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// A separate matcher for a list of endpoints, built by ASP.NET Core with the host's constraints and policies. It accepts and
/// matches the same requests as the host's routing.
/// </summary>
internal sealed class RouteMatcher
{
    private readonly RequestDelegate _match;

    private RouteMatcher(RequestDelegate match) => _match = match;

    /// <summary>Builds the matcher. Throws whatever the host's routing would throw for these endpoints.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="endpoints">The endpoints. Those that aren't YARP's are matched and never run.</param>
    public static RouteMatcher Build(IServiceProvider services, IEnumerable<Endpoint> endpoints)
    {
        var source = new DefaultEndpointDataSource(endpoints.Where(e => e.Metadata.GetMetadata<BuildMark>() is null).Select(Harmless));
        var app = new ApplicationBuilder(OwnServices(services));
        app.UseRouting();
        app.Use(_ => _ => Task.CompletedTask);
        app.UseEndpoints(routes => routes.DataSources.Add(source));
        var match = app.Build();
        BuildNow(match);
        return new RouteMatcher(match);
    }

    /// <summary>Finds the endpoint of a request and puts it and its route values on the request.</summary>
    public async Task<Endpoint?> MatchAsync(HttpContext http)
    {
        http.SetEndpoint(null);
        await _match(http).ConfigureAwait(false);
        return http.GetEndpoint();
    }

    /// <summary>The host's container would keep every matcher alive.</summary>
    private static ServiceProvider OwnServices(IServiceProvider host)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddRouting();
        services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<ILoggerFactory>()));
        services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<IMeterFactory>()));
        services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<DiagnosticListener>()));
        services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<ParameterPolicyFactory>()));
        services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<EndpointSelector>()));
        services.RemoveAll<MatcherPolicy>();
        foreach (var policy in host.GetServices<MatcherPolicy>())
            services.AddSingleton(policy);
        return services.BuildServiceProvider();
    }

    /// <summary>An endpoint of the host that is short-circuited would run while it is matched.</summary>
    private static Endpoint Harmless(Endpoint endpoint)
        => endpoint is RouteEndpoint route && route.Metadata.GetMetadata<RouteModel>() is null
            ? new RouteEndpoint(static _ => Task.CompletedTask, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : endpoint;

    /// <summary>Routing builds its matcher at the first request, before it reads the path.</summary>
    private static void BuildNow(RequestDelegate match)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestFeature>(new FirstRequest());
        try
        {
            match(http).GetAwaiter().GetResult();
        }
        catch (MatcherBuiltException)
        {
            // The matcher exists, and no constraint of the host has seen a request that no client sent.
        }
    }

    /// <summary>A request that ends as soon as the matcher reads its path.</summary>
    private sealed class FirstRequest : HttpRequestFeature, IHttpRequestFeature
    {
        string IHttpRequestFeature.Path
        {
            get => throw new MatcherBuiltException();
            set => throw new NotSupportedException();
        }
    }

    private sealed class MatcherBuiltException : Exception;
}
