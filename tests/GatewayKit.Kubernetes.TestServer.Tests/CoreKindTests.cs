using System.Net;
using GatewayKit.Kubernetes.TestServer.Tests.Support;
using k8s.Models;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class CoreKindTests
{
    [Fact]
    public async Task A_service_gets_addresses_and_ports()
    {
        await using var server = await TestApiServer.StartAsync(new TestApiServerOptions { LoadBalancerAddress = "192.0.2.1" });

        server.Apply(new V1Service
        {
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default" },
            Spec = new V1ServiceSpec { Type = "LoadBalancer", Ports = [new V1ServicePort { Port = 80 }] },
        });

        var service = server.Get<V1Service>("default", "web")!;
        Assert.StartsWith("10.96.", service.Spec.ClusterIP, StringComparison.Ordinal);
        Assert.Equal(("TCP", "80"), (service.Spec.Ports[0].Protocol, service.Spec.Ports[0].TargetPort.ToString()));
        Assert.InRange(service.Spec.Ports[0].NodePort!.Value, 30000, 32767);
        Assert.Equal("192.0.2.1", service.Status.LoadBalancer.Ingress[0].Ip);
    }

    [Fact]
    public async Task A_replaced_service_keeps_its_address()
    {
        await using var server = await TestApiServer.StartAsync();
        server.Apply(ListTests.Service("default", "web"));
        var before = server.Get<V1Service>("default", "web")!;

        server.Apply(ListTests.Service("default", "web"));

        Assert.Equal(before.Metadata.ResourceVersion, server.Get<V1Service>("default", "web")!.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Texts_of_a_secret_are_encoded()
    {
        await using var server = await TestApiServer.StartAsync();

        server.Apply("{ apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { a: b } }");

        var secret = server.Get<V1Secret>("default", "s")!;
        Assert.Equal(("Opaque", "b"), (secret.Type, System.Text.Encoding.UTF8.GetString(secret.Data["a"])));
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/services", """{"metadata":{"name":"a"},"spec":{}}""", "spec.ports")]
    [InlineData("/api/v1/namespaces/default/services", """{"metadata":{"name":"1a"},"spec":{"clusterIP":"None"}}""", "metadata.name")]
    [InlineData("/api/v1/namespaces/default/secrets", """{"metadata":{"name":"a"},"type":"kubernetes.io/tls"}""", "data[tls.crt]")]
    [InlineData("/apis/networking.k8s.io/v1/namespaces/default/ingresses",
        """
        {"metadata":{"name":"a"},"spec":{"rules":[{"http":{"paths":[
          {"path":"/","backend":{"service":{"name":"a","port":{"number":1}}}}]}}]}}
        """,
        "spec.rules[0].http.paths[0].pathType")]
    [InlineData("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices",
        """{"metadata":{"name":"a"},"endpoints":[]}""", "addressType")]
    public async Task Invalid_objects_are_rejected(string path, string json, string field)
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);

        var (status, body) = await api.Post(path, json);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, (string?)body["details"]!["causes"]![0]!["field"]));
    }

    [Fact]
    public async Task A_value_of_a_wrong_type_is_a_bad_request()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);

        var (status, _) = await api.Post("/api/v1/namespaces/default/services",
            """{"metadata":{"name":"a"},"spec":{"ports":[{"port":"eighty"}]}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Unknown_members_and_nulls_are_dropped()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);

        var (_, body) = await api.Post("/api/v1/namespaces/default/services",
            """{"metadata":{"name":"a","creationTimestamp":null,"x":1},"spec":{"selector":null,"clusterIP":"None","foo":{}}}""");

        Assert.False(((System.Text.Json.Nodes.JsonObject)body["spec"]!).ContainsKey("selector"));
        Assert.Null(body["spec"]!["foo"]);
        Assert.Null(body["metadata"]!["x"]);
    }
}
