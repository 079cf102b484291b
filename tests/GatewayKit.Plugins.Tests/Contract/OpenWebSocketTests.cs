using System.Net;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Contract;

public sealed class OpenWebSocketTests
{
    [Theory]
    [InlineData("POST", "/up")]
    [InlineData("HEAD", "/up")]
    [InlineData("GET", "/none")]
    [InlineData("GET", "/late")]
    [InlineData("GET", "/token")]
    public async Task A_request_that_cant_open_a_WebSocket_fails(string method, string path)
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<SocketPlugin>()
            .WithConfiguration("""
                routes:
                  up: { clusterId: up, match: { path: /up }, plugins: [ { name: socket } ] }
                  none: { match: { path: /none }, plugins: [ { name: socket } ] }
                  late: { clusterId: up, match: { path: /late }, plugins: [ { name: socket } ] }
                  token: { clusterId: up, match: { path: /token }, plugins: [ { name: socket } ] }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var response = await host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Other_hooks_and_the_client_see_the_request_as_it_was()
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<SocketPlugin>()
            .WithUpstream(async http =>
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync();
                await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
            })
            .WithConfiguration("""
                routes: { up: { clusterId: up, match: { path: /up }, plugins: [ { name: socket } ] } }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """));

        using var response = await host.Client.GetAsync(new Uri("/up", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("101, no upgrade", string.Join(',', response.Headers.GetValues("X-Seen")));
        Assert.Equal("body", await response.Content.ReadAsStringAsync());
    }

    [GatewayPlugin<NoOptions>("socket", PluginStage.Transformation)]
    internal sealed class SocketPlugin : IRequestHook, IResponseHook
    {
        public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        {
            var path = context.Http.Request.Path;
            if (path != "/late")
                Open(context, path == "/token" ? "not a token" : null);
            return HookResult.Continue;
        }

        public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
        {
            if (context.Http.Request.Path == "/late")
                Open(context, null);
            var hasUpgrade = context.Http.Request.Headers.Upgrade.Count > 0;
            context.Http.Response.Headers["X-Seen"] = $"{context.UpstreamStatus}, {(hasUpgrade ? "an upgrade" : "no upgrade")}";
            return HookResult.Continue;
        }

        private static void Open(GatewayContext context, string? subprotocol)
            => context.OpenWebSocket(subprotocol, (socket, _) =>
            {
                socket.Dispose();
                return new MemoryStream("body"u8.ToArray());
            });
    }
}
