using GatewayKit.Kubernetes.Tests.Behavior;
using GatewayKit.Kubernetes.Tests.Translation;
using k8s.Models;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The gateways of <see cref="MixedManifests"/>, for all tests of a class. Backends answer with what they got.</summary>
public sealed class MixedCluster : IAsyncLifetime
{
    private readonly List<EchoServer> _servers = [];

    internal TwinGateways Gateways { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var scene = new RouteScene();
        foreach (var name in new[] { "one", "two", "rest" })
        {
            var server = await EchoServer.StartAsync(name, answer: Describe);
            _servers.Add(server);
            scene.ServiceAt(name, server.Port);
            if (name == "two")
                scene.With(Named(name), Slice(name, server.Port));
        }

        var certificate = TestSecrets.Certificate("tls", "team", "tls.example");
        Gateways = await TwinGateways.StartAsync(
            MixedManifests.Ingresses, $"{MixedManifests.Others}\n---\n{certificate}", scene);
    }

    public async Task DisposeAsync()
    {
        await Gateways.DisposeAsync();
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private static V1Service Named(string name) => new()
    {
        Metadata = RouteScene.Metadata(name),
        Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 80, Name = "web" }] },
    };

    private static V1EndpointSlice Slice(string name, int port) => new()
    {
        Metadata = RouteScene.Metadata(name),
        AddressType = "IPv4",
        Ports = [new Discoveryv1EndpointPort { Name = "web", Port = port }],
        Endpoints = [new V1Endpoint { Addresses = ["127.0.0.1"] }],
    };

    /// <summary>Writes the parts of a request that a gateway can change.</summary>
    internal static Task Describe(HttpContext http) => http.Response.WriteAsync(string.Join(' ',
        http.Request.Path.ToUriComponent() + http.Request.QueryString, http.Request.Host,
        http.Request.Headers["X-Forwarded-Prefix"].ToString(), http.Request.Headers["X-Forwarded-Proto"].ToString(), ""));
}
