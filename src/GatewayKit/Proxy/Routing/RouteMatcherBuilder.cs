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
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Builds matchers of ASP.NET Core that aren't the host's own: with the host's constraints, selector and policies, but without its logs,
/// metrics and diagnostic events, which the host's own routing writes for each request.
/// </summary>
internal sealed class RouteMatcherBuilder
{
    private readonly ServiceProvider _services;

    private RouteMatcherBuilder(ServiceProvider services) => _services = services;

    /// <summary>Creates a builder of matchers that match what the host's routing would match.</summary>
    public static RouteMatcherBuilder Create(IServiceProvider host) => new(Services(
        host, host.GetRequiredService<EndpointSelector>(),
        host.GetServices<MatcherPolicy>().Where(policy => policy is not PartitionPolicy)));

    /// <summary>Creates a builder of matchers that compare only paths and methods, and never find an ambiguity.</summary>
    public static RouteMatcherBuilder ForMethods(IServiceProvider host)
        => new(Services(host, new FirstEndpointSelector(), host.GetServices<MatcherPolicy>().OfType<HttpMethodMatcherPolicy>()));

    /// <summary>Builds a matcher. Throws whatever the host's routing would throw for these endpoints.</summary>
    /// <param name="endpoints">The endpoints. They are never run.</param>
    public RouteMatcher Build(IEnumerable<Endpoint> endpoints) => BuildFrom(endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<BuildMark>() is null)
        .Select(endpoint => new MatchedEndpoint(endpoint).Copy()));

    /// <summary>Builds a matcher of copies, which lead back to the endpoints (<see cref="MatchedEndpoint"/>).</summary>
    public RouteMatcher BuildFrom(IEnumerable<Endpoint> copies)
    {
        var source = new DefaultEndpointDataSource(copies);

        // The container would keep every matcher alive that belongs to it, but not those of a scope.
        var app = new ApplicationBuilder(_services.CreateScope().ServiceProvider);
        app.UseRouting();
        app.Use(_ => _ => Task.CompletedTask);

        // Added afterwards, because UseEndpoints also adds its sources to options that are shared.
        ICollection<EndpointDataSource>? sources = null;
        app.UseEndpoints(routes => sources = routes.DataSources);
        sources!.Add(source);
        var match = app.Build();
        BuildNow(match);
        return new RouteMatcher(match);
    }

    private static ServiceProvider Services(IServiceProvider host, EndpointSelector selector, IEnumerable<MatcherPolicy> policies)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddRouting();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance));
        services.Replace(ServiceDescriptor.Singleton<IMeterFactory, SilentMeterFactory>());
        services.Replace(ServiceDescriptor.Singleton(_ => new DiagnosticListener("GatewayKit.Routing")));
        services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<ParameterPolicyFactory>()));
        services.Replace(ServiceDescriptor.Singleton(selector));
        services.RemoveAll<MatcherPolicy>();
        foreach (var policy in policies)
            services.AddSingleton(policy);

        // ASP.NET Core's factory of matchers resolves what belongs to a matcher from the provider that it belongs to itself.
        var factory = services.Single(service => service.ServiceType.FullName == "Microsoft.AspNetCore.Routing.Matching.MatcherFactory");
        services.Replace(new ServiceDescriptor(factory.ServiceType, factory.ImplementationType!, ServiceLifetime.Scoped));
        return services.BuildServiceProvider();
    }

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

    /// <summary>Meters that have another name than those of ASP.NET Core, so that no request is counted twice.</summary>
    private sealed class SilentMeterFactory : IMeterFactory
    {
        private readonly Meter _meter = new("GatewayKit.Routing");

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }
}
