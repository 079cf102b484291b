using GatewayKit.Kubernetes.Tests.Behavior;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The gateways of <see cref="ProtectedManifests"/>, for all tests of a class.</summary>
public sealed class ProtectedCluster : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _servers = [];

    internal TwinGateways Gateways { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var auth = await EchoAsync("auth", http =>
        {
            http.Response.StatusCode = http.Request.Headers.Authorization == "Bearer good" ? 200 : 401;
            return Task.CompletedTask;
        });
        var one = await EchoAsync("one", MixedCluster.Describe);
        var calls = await EchoAsync("calls", MixedCluster.Describe, HttpProtocols.Http2);
        var tls = await TlsAsync(null);
        var verified = await TlsAsync(TestSecrets.Authority);
        var scene = new RouteScene()
            .ServiceAt("one", one.Port)
            .ServiceAt("two", (await EchoAsync("two", MixedCluster.Describe)).Port)
            .ServiceAt("pair", [one.Port, (await EchoAsync("one", MixedCluster.Describe)).Port])
            .ServiceAt("empty", [])
            .ServiceAt("calls", calls.Port)
            .ServiceAt("tls", tls.Address.Port)
            .ServiceAt("tls-verified", verified.Address.Port);
        var secrets = string.Join("\n---\n",
            TestSecrets.Create("users", "team", ("auth", "user:{PLAIN}secret")),
            TestSecrets.Certificate("tls-users", "team", "users.example"),
            TestSecrets.Certificate("tls-closed", "team", "closed.example"),
            TestSecrets.Certificate("tls-spare", "team", "*.spare.example"),
            TestSecrets.Certificate("tls-calls", "team", "calls.example", "mixed.example"),
            TestSecrets.Certificate("tls-denied", "other", "denied.example"),
            TestSecrets.Certificate("client", "team", "client.example"));
        Gateways = await TwinGateways.StartAsync(ProtectedManifests.Ingresses(auth.Port), secrets, scene);
    }

    public async Task DisposeAsync()
    {
        await Gateways.DisposeAsync();
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task<TlsUpstream> TlsAsync(TestAuthority? clients)
    {
        var server = await TlsUpstream.StartAsync(TestSecrets.Issue("backend.example"), clients: clients, answer: http
            => http.Response.WriteAsync($"tls {http.Connection.ClientCertificate?.Subject}"));
        _servers.Add(server);
        return server;
    }

    private async Task<EchoServer> EchoAsync(string name, RequestDelegate answer, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var server = await EchoServer.StartAsync(name, protocols, answer);
        _servers.Add(server);
        return server;
    }
}
