using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Security.Tests;

/// <summary>A gateway with an open route for any host, and protected routes for some hosts, over both versions of HTTP.</summary>
public sealed class HostGateway : IAsyncLifetime
{
    private GatewayTestHost _http1 = null!;
    private GatewayTestHost _http2 = null!;

    public int Http1Port => _http1.Address.Port;

    public int Http2Port => _http2.Address.Port;

    public async Task InitializeAsync()
    {
        _http1 = await StartAsync(HttpProtocols.Http1);
        _http2 = await StartAsync(HttpProtocols.Http2);
    }

    public async Task DisposeAsync()
    {
        await _http1.DisposeAsync();
        await _http2.DisposeAsync();
    }

    private static async Task<GatewayTestHost> StartAsync(HttpProtocols protocols) => await GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<KeyAuthPlugin>()
        .WithProtocols(protocols, HttpProtocols.Http1)
        .WithUpstream(http => http.Response.WriteAsync($"{http.Request.Headers.Host} {http.Request.Headers["X-Forwarded-Host"]}"))
        .WithConfiguration("""
            routes:
              yarp: { clusterId: yarp, match: { path: /yarp }, transforms: [ { requestHeaderOriginalHost: "true" } ] }
              open: { clusterId: up, match: { path: "/{**rest}" }, transforms: [ { requestHeaderOriginalHost: "true" } ] }
              admin: { clusterId: up, match: { path: "/{**rest}", hosts: [admin.test] }, plugins: [ { name: key-auth } ] }
              port: { clusterId: up, match: { path: "/{**rest}", hosts: ["port.test:81"] }, plugins: [ { name: key-auth } ] }
              tenants: { clusterId: up, match: { path: "/{**rest}", hosts: ["*.tenant.test"] }, plugins: [ { name: key-auth } ] }
              books: { clusterId: up, match: { path: "/{**rest}", hosts: [bücher.test] }, plugins: [ { name: key-auth } ] }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              yarp: { forwarder: yarp, destinations: { one: { address: "{upstream}" } } }
            consumers: { alice: { credentials: { key-auth: [ { key: the-key-of-alice } ] } } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));
}
