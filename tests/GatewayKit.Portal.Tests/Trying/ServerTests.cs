using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class ServerTests
{
    [Fact]
    public void A_server_of_tests_stays_the_server_of_the_host()
    {
        using var server = new OtherServer();
        var services = new ServiceCollection();
        services.AddSingleton<IServer>(server);

        services.AddGatewayKitPortal();

        Assert.Same(server, services.Single(service => service.ServiceType == typeof(IServer)).ImplementationInstance);
    }

    [Fact]
    public async Task The_host_stops_after_requests_were_sent()
    {
        await using var portal = await TryHost.StartAsync();
        var page = await new TryReader(portal).SendAsync(TryHost.GetOrder, ("id", "7"));

        await portal.Gateway.StopAsync().WaitAsync(PortalHost.Patience);

        Assert.Equal("200 OK", TryReader.Status(page));
    }

    private sealed class OtherServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
