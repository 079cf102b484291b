using GatewayKit.Explaining;
using GatewayKit.Kubernetes.Explaining;
using GatewayKit.Kubernetes.Tests.Hosting;
using GatewayKit.Kubernetes.TestServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Kubernetes.Tests.Explaining;

public sealed class ClusterExplainerTests : IAsyncLifetime
{
    private const string Manifests = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: { name: gatewaykit }
        spec: { controllerName: gatewaykit.io/gateway-controller }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: one, namespace: default }
        spec:
          gatewayClassName: gatewaykit
          addresses: [ { type: IPAddress, value: 192.0.2.1 } ]
          listeners: [ { name: http, port: 80, protocol: HTTP } ]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: two, namespace: default }
        spec: { gatewayClassName: gatewaykit, listeners: [ { name: http, port: 80, protocol: HTTP } ] }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: first, namespace: default }
        spec: { parentRefs: [ { name: one } ], rules: [ { backendRefs: [ { name: web, port: 80 } ] } ] }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: second, namespace: default }
        spec: { parentRefs: [ { name: two } ], rules: [ { backendRefs: [ { name: web, port: 80 } ] } ] }
        """;

    private readonly string _kubeconfig = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
    private TestApiServer _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApiServer.StartAsync();
        _api.Apply(TestDefinitions.Yaml);
        _api.Apply(Manifests);
        _api.WriteKubeconfig(_kubeconfig);
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        File.Delete(_kubeconfig);
    }

    [Theory]
    [InlineData("default/one", "HTTPRoute default/first")]
    [InlineData("default/two", "HTTPRoute default/second")]
    public async Task A_request_to_a_Gateway_of_a_cluster_is_explained(string gateway, string resource)
    {
        await using var app = Build();
        var cluster = app.Services.GetRequiredService<ClusterExplainer>();
        await cluster.LoadClusterAsync(gateway).WaitAsync(ClusterHost.Limit);

        var explanation = await new GatewayExplainer(app).ExplainAsync("GET", new Uri("http://any.test/"));

        Assert.Equal(resource, cluster.OwnerOf(explanation.Route!));
    }

    [Fact]
    public async Task Nothing_is_written_to_the_cluster()
    {
        await using var app = Build();
        _api.Requests.Clear();

        await app.Services.GetRequiredService<ClusterExplainer>().LoadClusterAsync().WaitAsync(ClusterHost.Limit);

        Assert.Equal(0, _api.Requests.Writes);
        Assert.True(_api.Requests.Count("list", "httproutes") > 0);
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddGatewayKit().LoadFromKubernetes(options => options.Kubeconfig = _kubeconfig);
        var app = builder.Build();
        app.MapGatewayKit();
        return app;
    }
}
