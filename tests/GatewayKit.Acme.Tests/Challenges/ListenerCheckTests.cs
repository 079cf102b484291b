using GatewayKit.Acme.Challenges;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Acme.Tests.Challenges;

public sealed class ListenerCheckTests
{
    [Theory]
    [InlineData("http://*:80 https://*:443", "")]
    [InlineData("https://*:443", "http-01")]
    [InlineData("http://*:80", "tls-alpn-01")]
    [InlineData("", "")]
    public void A_challenge_that_the_gateway_doesnt_listen_for_is_a_warning(string addresses, string warned)
    {
        var logger = new TestLogger();
        using var server = new FakeServer(addresses);

        new ListenerCheck(server, logger).Check(["tls-alpn-01", "http-01"]);

        Assert.Equal(warned.Length == 0 ? 0 : 1, logger.Messages.Count);
        Assert.All(logger.Messages, message => Assert.StartsWith(
            $"Warning: The ACME challenge {warned} can't succeed: the gateway has no", message, StringComparison.Ordinal));
    }

    private sealed class FakeServer : IServer
    {
        public FakeServer(string addresses)
        {
            var feature = new ServerAddressesFeature();
            foreach (var address in addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                feature.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(feature);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
