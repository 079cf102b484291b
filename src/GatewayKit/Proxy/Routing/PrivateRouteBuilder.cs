using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// A route builder whose endpoints the host's routing never sees: YARP maps its routes here, and <see cref="RouteTable"/>
/// publishes them after they were verified.
/// </summary>
internal sealed class PrivateRouteBuilder(IEndpointRouteBuilder host) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider => host.ServiceProvider;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IApplicationBuilder CreateApplicationBuilder() => host.CreateApplicationBuilder();
}
