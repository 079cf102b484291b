using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Forwarding;

public sealed class SocketLoopTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<(string Place, bool IsPool)> _seen = [];

    [Fact]
    public async Task The_loop_receives_from_a_socket_that_asks_for_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint).WaitAsync(s_patience);
        using var server = await listener.AcceptTcpClientAsync().WaitAsync(s_patience);
        SocketLoop.ReceiveFrom(client.Client);

        var isOnLoop = IsOnLoopAfterReadAsync(client.Client);
        await server.GetStream().WriteAsync(new byte[1]);

        // A member of the runtime is missing if only the system has the loop.
        Assert.Equal(!OperatingSystem.IsWindows(), await isOnLoop.WaitAsync(s_patience));
        Assert.Equal(!OperatingSystem.IsWindows(), SocketLoop.IsAvailable);
    }

    [Fact]
    public async Task Hooks_and_the_streams_of_plugins_never_run_on_it()
    {
        var probe = new Probe();
        probe.OnRequest = context =>
        {
            See("request");
            context.WrapRequestBody(stream => new UpperCaseStream(stream, () => See("request body")));
            return HookResult.Continue;
        };
        probe.OnResponse = context =>
        {
            See("response");
            context.WrapResponseBody(stream => new UpperCaseStream(stream, () => See("response body")));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(
            probe, ProbeHost.Route("- { name: probe, options: { runs: true } }"), setup => setup.WithUpstream(DripAsync).WithApp(Watch));

        await SendManyAsync(gateway);

        AssertPool("request", "request body", "response", "response body", "start", "middleware");
    }

    [Fact]
    public async Task The_host_goes_on_in_the_pool_without_any_hook()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithUpstream(DripAsync)
            .WithApp(Watch)
            .WithConfiguration("""
                routes:
                  a: { clusterId: a, match: { path: "{**rest}" } }
                clusters:
                  a: { destinations: { one: { address: "{upstream}" } } }
                """));

        await SendManyAsync(gateway);

        AssertPool("start", "middleware");
    }

    private static async Task<bool> IsOnLoopAfterReadAsync(Socket socket)
    {
        await socket.ReceiveAsync(new byte[1]).ConfigureAwait(false);
        return SocketLoop.MayBeCurrent;
    }

    /// <summary>An answer in parts, so that the gateway has to wait for each.</summary>
    private static async Task DripAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        for (var i = 0; i < 5; i++)
        {
            await http.Response.WriteAsync("part", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Yield();
        }
    }

    private static async Task SendManyAsync(GatewayTestHost gateway)
    {
        for (var i = 0; i < 20; i++)
        {
            using var response = await gateway.Client.PostAsync("/x", new ByteArrayContent(new byte[200_000])).WaitAsync(s_patience);
            Assert.Equal(20, (await response.Content.ReadAsStringAsync().WaitAsync(s_patience)).Length);
        }
    }

    private void Watch(WebApplication app) => app.Use(async (HttpContext http, RequestDelegate next) =>
    {
        http.Response.OnStarting(() =>
        {
            See("start");
            return Task.CompletedTask;
        });
        await next(http);
        See("middleware");
    });

    private void See(string place) => _seen.Add((place, Thread.CurrentThread.IsThreadPoolThread));

    private void AssertPool(params string[] places)
    {
        Assert.Equal(places.Order(), _seen.Select(seen => seen.Place).Distinct().Order());
        Assert.All(_seen, seen => Assert.True(seen.IsPool, $"The {seen.Place} was on the loop."));
    }
}
