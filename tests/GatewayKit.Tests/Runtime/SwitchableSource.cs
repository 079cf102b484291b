using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Runtime;

/// <summary>A source with one route, or none.</summary>
internal sealed class SwitchableSource(string name) : IGatewayConfigSource
{
    public string Name => name;

    public string RouteId { get; init; } = "second";

    public string? Route { get; set; }

    public GatewayConfig? Read(ConfigErrors errors) => Route is null ? new GatewayConfig() : new GatewayConfig
    {
        Routes = ImmutableDictionary<string, GatewayRoute>.Empty.Add(
            RouteId, new GatewayRoute { Route = new RouteConfig { RouteId = RouteId, Match = new RouteMatch { Path = Route } } }),
    };

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
