using System.Net;
using System.Net.Sockets;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Plugins;

/// <summary>The HTTP clients of plugins that connect only to other hosts.</summary>
public sealed class RemoteHttpClientsTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ServiceProvider _services;

    public RemoteHttpClientsTests()
    {
        _listener.Start();
        var services = new ServiceCollection();
        services.AddHttpClient("own", client => client.Timeout = s_patience)
            .UseSocketsHttpHandler((handler, _) => handler.UseProxy = false);
        _services = services.AddSingleton<RemoteHttpClients>().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _services.DisposeAsync();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0.0.0.0")]
    public async Task A_client_does_not_connect_to_this_machine(string host)
    {
        using var client = _services.GetRequiredService<RemoteHttpClients>().CreateClient("own");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Url(host)).WaitAsync(s_patience));

        Assert.Equal(SocketError.HostNotFound, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task A_client_has_the_settings_of_the_usual_one_which_connects()
    {
        using var remote = _services.GetRequiredService<RemoteHttpClients>().CreateClient("own");
        using var usual = _services.GetRequiredService<IHttpClientFactory>().CreateClient("own");

        var answer = usual.GetAsync(Url("127.0.0.1"));
        using var accepted = await _listener.AcceptSocketAsync().WaitAsync(s_patience);
        await accepted.SendAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray()).WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.NoContent, (await answer.WaitAsync(s_patience)).StatusCode);
        Assert.Equal(usual.Timeout, remote.Timeout);
    }

    private Uri Url(string host) => new($"http://{host}:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
}
