using System.Net;
using System.Text;
using GatewayKit.Kubernetes.TestServer.Tests.Support;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace GatewayKit.Kubernetes.TestServer.Tests;

/// <summary>The official client works with the server.</summary>
public sealed class KubernetesClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_client_creates_lists_and_deletes_through_its_kubeconfig(bool usesHttps)
    {
        await using var server = await TestApiServer.StartAsync(new TestApiServerOptions { UsesHttps = usesHttps });
        if (usesHttps)
            server.Access.AddToken("other", "other");
        using var client = Connect(server);

        var created = await client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "c" }, Data = new Dictionary<string, string> { ["a"] = "b" } },
            "default");
        var list = await client.CoreV1.ListConfigMapForAllNamespacesAsync(labelSelector: "!x");
        await client.CoreV1.DeleteNamespacedConfigMapAsync("c", "default");

        Assert.Equal("b", created.Data["a"]);
        Assert.Equal("c", list.Items.Single().Metadata.Name);
        Assert.Empty(server.List("cm"));
    }

    [Fact]
    public async Task The_loser_of_a_lease_gets_a_conflict()
    {
        await using var server = await TestApiServer.StartAsync();
        using var client = Connect(server);
        var lease = await client.CoordinationV1.CreateNamespacedLeaseAsync(new V1Lease
        {
            Metadata = new V1ObjectMeta { Name = "leader" },
            Spec = new V1LeaseSpec { HolderIdentity = "a", LeaseDurationSeconds = 15, RenewTime = DateTime.UtcNow },
        }, "default");

        lease.Spec.HolderIdentity = "b";
        await client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, "leader", "default");
        var error = await Assert.ThrowsAsync<HttpOperationException>(
            () => client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, "leader", "default"));

        Assert.Equal(HttpStatusCode.Conflict, error.Response.StatusCode);
        Assert.Equal("b", server.Get<V1Lease>("default", "leader")!.Spec.HolderIdentity);
    }

    [Fact]
    public async Task The_client_applies_a_status()
    {
        await using var server = await TestApiServer.StartAsync();
        server.Apply("""
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: { name: i }
            spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
            """);
        using var client = Connect(server);

        await client.NetworkingV1.PatchNamespacedIngressStatusAsync(
            new V1Patch("""
                {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"i"},
                 "status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.1"}]}}}
                """, V1Patch.PatchType.ApplyPatch), "i", "default", fieldManager: "gatewaykit", force: true);

        Assert.Equal("192.0.2.1", server.Get<V1Ingress>("default", "i")!.Status.LoadBalancer.Ingress.Single().Ip);
    }

    [Fact]
    public async Task The_client_writes_events()
    {
        await using var server = await TestApiServer.StartAsync();
        using var client = Connect(server);

        await client.CoreV1.CreateNamespacedEventAsync(new Corev1Event
        {
            Metadata = new V1ObjectMeta { GenerateName = "e-" },
            InvolvedObject = new V1ObjectReference { Kind = "Ingress", Name = "i", NamespaceProperty = "default" },
            Reason = "Unsupported",
            Type = "Warning",
        }, "default");

        var found = await client.CoreV1.ListNamespacedEventAsync("default", fieldSelector: "involvedObject.name=i,reason=Unsupported");
        Assert.Single(found.Items);
    }

    private static k8s.Kubernetes Connect(TestApiServer server)
        => new(KubernetesClientConfiguration.BuildConfigFromConfigFile(new MemoryStream(Encoding.UTF8.GetBytes(server.Kubeconfig()))))
        {
            HttpClient = { Timeout = Api.Limit },
        };
}
