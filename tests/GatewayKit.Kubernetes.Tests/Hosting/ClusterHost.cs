using GatewayKit.Kubernetes.TestServer;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Hosting;

/// <summary>An API server, and a gateway that it configures.</summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _kubeconfig = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");

    private ClusterHost(TestApiServer api, GatewayTestHost gateway) => (Api, Gateway) = (api, gateway);

    public TestApiServer Api { get; }

    public GatewayTestHost Gateway { get; private set; }

    /// <summary>The port of the listener.</summary>
    public int Port { get; private set; }

    public KubernetesGateway State => Gateway.Services.GetRequiredService<KubernetesGateway>();

    /// <summary>Starts both, with a Gateway, a Service with one endpoint (the test's upstream), and a route to it.</summary>
    public static async Task<ClusterHost> StartAsync(string manifests = "", bool waits = true)
    {
        var api = await TestApiServer.StartAsync();
        api.Apply(TestDefinitions.Yaml);
        var host = new ClusterHost(api, null!) { Port = FreePort.Find() };
        api.WriteKubeconfig(host._kubeconfig);
        host.Gateway = await host.StartGatewayAsync();
        api.Apply(host.Manifests(host.Gateway.Upstream.Address.Port) + manifests);
        if (!waits)
            return host;

        await api.WaitAsync("HTTPRoute", "default", "web", route => Condition(route, "Accepted") == "True", Limit);
        await api.WaitAsync("Gateway", "default", "gateway", gateway => gateway?["status"]?["addresses"] is not null, Limit);
        return host;
    }

    /// <summary>Starts another gateway of the same cluster.</summary>
    public Task<GatewayTestHost> StartGatewayAsync() => GatewayTestHost.StartAsync(setup => setup.WithGateway(
        gateway => gateway.LoadFromKubernetes(options =>
        {
            options.Kubeconfig = _kubeconfig;
            options.Addresses = KubernetesAddresses.Loopback;
        })));

    /// <summary>Sends a request to the Gateway's own address.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string host = "web.test")
    {
        var address = (string?)Api.Get("Gateway", "default", "gateway")?["status"]?["addresses"]?[0]?["value"];
        Assert.NotNull(address);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{address}:{Port}{path}");
        request.Headers.Host = host;
        return await client.SendAsync(request).WaitAsync(Limit);
    }

    /// <summary>Returns a condition of the first parent of a route.</summary>
    public static string? Condition(System.Text.Json.Nodes.JsonObject? route, string type, string member = "status")
        => route?["status"]?["parents"]?[0]?["conditions"]?.AsArray()
            .FirstOrDefault(condition => (string?)condition!["type"] == type)?[member]?.ToString();

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Api.DisposeAsync();
        File.Delete(_kubeconfig);
    }

    private string Manifests(int upstream) => $$"""

        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: { name: gatewaykit }
        spec: { controllerName: gatewaykit.io/gateway-controller }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: gateway, namespace: default }
        spec:
          gatewayClassName: gatewaykit
          listeners: [ { name: http, port: {{Port}}, protocol: HTTP } ]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web, namespace: default }
        spec: { ports: [ { port: 80, targetPort: {{upstream}} } ] }
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: { name: web-1, namespace: default, labels: { kubernetes.io/service-name: web } }
        addressType: IPv4
        ports: [ { name: "", port: {{upstream}}, protocol: TCP } ]
        endpoints: [ { addresses: [127.0.0.1], conditions: { ready: true } } ]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: web, namespace: default }
        spec:
          parentRefs: [ { name: gateway } ]
          hostnames: [ web.test ]
          rules: [ { backendRefs: [ { name: web, port: 80 } ] } ]

        """;
}
