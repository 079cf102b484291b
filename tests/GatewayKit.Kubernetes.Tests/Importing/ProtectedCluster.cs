using System.Globalization;
using System.Threading.Channels;
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

    /// <summary>The copies of requests.</summary>
    internal Channel<string> Copies { get; } = Channel.CreateUnbounded<string>();

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
        var copies = await EchoAsync("copies", http =>
        {
            Copies.Writer.TryWrite($"{http.Request.Host} {http.Request.Path}{http.Request.QueryString}");
            return Task.CompletedTask;
        });
        var subject = await EchoAsync("", http => http.Response.WriteAsync(
            $"{http.Request.Headers["ssl-client-verify"]} {http.Request.Headers["ssl-client-subject-dn"]}"));
        var failing = await EchoAsync("failed", http =>
        {
            http.Response.StatusCode = int.Parse(http.Request.Path.Value![1..], CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        var pages = await EchoAsync("", http => http.Response.WriteAsync(string.Join(
            ' ', http.Request.Headers.Where(header => header.Key.StartsWith("X-", StringComparison.Ordinal))
                .Where(header => !header.Key.StartsWith("X-Forwarded", StringComparison.Ordinal))
                .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}={header.Value}"))));
        var tls = await TlsAsync(null);
        var verified = await TlsAsync(TestSecrets.Authority);
        var scene = new RouteScene()
            .ServiceAt("one", one.Port)
            .ServiceAt("two", (await EchoAsync("two", MixedCluster.Describe)).Port)
            .ServiceAt("pair", [one.Port, (await EchoAsync("one", MixedCluster.Describe)).Port])
            .ServiceAt("empty", [])
            .ServiceAt("failing", failing.Port)
            .ServiceAt("pages", pages.Port)
            .ServiceAt("calls", calls.Port)
            .ServiceAt("tls", tls.Address.Port)
            .ServiceAt("tls-verified", verified.Address.Port)
            .ServiceAt("subject", subject.Port);
        var secrets = string.Join("\n---\n",
            TestSecrets.Create("users", "team", ("auth", "user:{PLAIN}secret")),
            TestSecrets.Create("people", "team", ("alice", "{PLAIN}secret"), ("bob.b", "{PLAIN}other\n")),
            TestSecrets.Create("clients", "team", ("ca.crt", TestSecrets.Authority.Pem)),
            TestSecrets.Certificate("tls-certified", "team", "certified.example"),
            TestSecrets.Certificate("tls-users", "team", "users.example"),
            TestSecrets.Certificate("tls-closed", "team", "closed.example"),
            TestSecrets.Certificate("tls-spare", "team", "*.spare.example"),
            TestSecrets.Certificate("tls-calls", "team", "calls.example", "mixed.example"),
            TestSecrets.Certificate("tls-denied", "other", "denied.example"),
            TestSecrets.Certificate("client", "team", "client.example"));
        Gateways = await TwinGateways.StartAsync(ProtectedManifests.Ingresses(auth.Port, copies.Port), secrets, scene);
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
