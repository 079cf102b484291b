using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class StatusWriterTests
{
    private const string Route = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: web, namespace: default }
        spec: { parentRefs: [ { name: gateway } ] }

        """;

    private const string Gateway = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: gateway, namespace: default }
        spec: { gatewayClassName: gatewaykit, listeners: [ { name: http, port: 80, protocol: HTTP } ] }

        """;

    private const string Ingress = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web, namespace: default }
        spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }

        """;

    [Fact]
    public async Task A_status_is_written_once()
    {
        await using var scene = await RunAsync(Route);
        scene.Want(Web());
        await scene.WaitAsync("HTTPRoute", "web", IsAccepted);

        // The second one is compared after the first: when it is written, the first has caused no other write.
        scene.Want(Web());
        scene.Server.Apply(Gateway);
        scene.Want(Web(), (ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted()] }));
        await scene.WaitAsync("Gateway", "gateway", gateway => gateway!["status"] is not null);

        Assert.Equal(1, scene.Server.Requests.Count("patch", "httproutes/status"));
    }

    [Fact]
    public async Task A_status_that_exists_is_not_written()
    {
        await using (var first = await RunAsync(Route))
        {
            first.Want(Web());
            var route = await first.WaitAsync("HTTPRoute", "web", IsAccepted);
            await using var second = await RunAsync(Gateway);
            second.Server.Apply(route!);
            await WriterScene.UntilAsync(() => second.Stores.HttpRoutes.Count == 1);

            second.Want(Web(), (ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted()] }));
            await second.WaitAsync("Gateway", "gateway", gateway => gateway!["status"] is not null);

            Assert.Equal(0, second.Server.Requests.Count("patch", "httproutes/status"));
        }
    }

    [Fact]
    public async Task A_conflict_reads_the_resource_and_keeps_what_others_have_written()
    {
        await using var scene = await RunAsync(Route);
        using var conflict = scene.Server.Faults.Fail(409, "patch", "httproutes/status", times: 1);
        scene.Want(Web());

        await scene.WaitAsync("HTTPRoute", "web", IsAccepted);

        Assert.Equal(2, scene.Server.Requests.Count("patch", "httproutes/status"));
        Assert.Equal(1, scene.Server.Requests.Count("get", "httproutes"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(403)]
    public async Task A_write_that_fails_is_repeated(int status)
    {
        await using var scene = await RunAsync(Route);
        using var fault = scene.Server.Faults.Fail(status, "patch", "httproutes/status", times: 2);
        scene.Want(Web());

        await scene.WaitAsync("HTTPRoute", "web", IsAccepted);

        Assert.Equal(3, scene.Server.Requests.Count("patch", "httproutes/status"));
    }

    [Fact]
    public async Task A_resource_that_was_deleted_is_forgotten()
    {
        await using var scene = await RunAsync(Route + Gateway);
        using var missing = scene.Server.Faults.Fail(404, "patch", "httproutes/status");
        scene.Want(Web(), (ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted()] }));
        await WriterScene.UntilAsync(() => missing.Count > 0);

        scene.Want(Web(), (ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted("False")] }));
        await scene.WaitAsync("Gateway", "gateway", gateway => StatusOf(gateway, "Accepted") == "False");
    }

    [Fact]
    public async Task Many_statuses_are_written_in_portions()
    {
        var time = new FakeTimeProvider();
        var names = Enumerable.Range(0, 250).Select(i => $"web{i}").ToArray();
        await using var scene = await RunAsync(
            string.Join("---\n", names.Select(name => Route.Replace("name: web", $"name: {name}", StringComparison.Ordinal))), time);
        scene.Want([.. names.Select(name => Web() with { Name = name })]);

        await WriterScene.UntilAsync(() => Written(scene) >= 100);
        Assert.Equal(100, Written(scene));
        await WriterScene.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return Written(scene) == 250;
        });
    }

    [Fact]
    public async Task The_parents_of_other_controllers_stay_when_a_route_leaves()
    {
        await using var scene = await RunAsync(Route);
        scene.Want(Web());
        await scene.WaitAsync("HTTPRoute", "web", IsAccepted);
        scene.Server.Change("HTTPRoute", "default", "web", route => route["status"]!["parents"]!.AsArray().Add(new JsonObject
        {
            ["controllerName"] = "example.com/other",
            ["parentRef"] = new JsonObject { ["name"] = "other" },
            ["conditions"] = new JsonArray(),
        }));

        scene.Want();
        var route = await scene.WaitAsync("HTTPRoute", "web", route => route!["status"]!["parents"]!.AsArray().Count == 1);

        Assert.Equal("example.com/other", (string?)route!["status"]!["parents"]![0]!["controllerName"]);
    }

    [Fact]
    public async Task Entries_of_an_earlier_leader_are_removed_once_the_state_is_known()
    {
        await using var scene = await WriterScene.StartAsync(Route + """
            status:
              parents:
                - controllerName: gatewaykit.io/gateway-controller
                  parentRef: { name: gateway }
                  conditions: []

            """ + Gateway);
        scene.Run(scene.Statuses.RunAsync);
        Assert.Equal(0, scene.Server.Requests.Count("patch"));

        scene.Want();

        await scene.WaitAsync("HTTPRoute", "web", route => route!["status"]!["parents"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task An_Ingress_that_leaves_loses_the_address()
    {
        await using var scene = await RunAsync(Ingress);
        scene.Want((ResourceKind.Ingress, "web", Address("192.0.2.1")));
        await scene.WaitAsync("Ingress", "web", ingress => AddressOf(ingress) == "192.0.2.1");

        scene.Want();

        await scene.WaitAsync("Ingress", "web", ingress => AddressOf(ingress) is null);
    }

    [Fact]
    public async Task An_Ingress_keeps_the_address_that_another_controller_has_written()
    {
        await using var scene = await RunAsync(Ingress + Gateway);
        scene.Want((ResourceKind.Ingress, "web", Address("192.0.2.1")));
        await scene.WaitAsync("Ingress", "web", ingress => AddressOf(ingress) == "192.0.2.1");
        using var writes = scene.Server.Faults.Fail(503, "patch", "ingresses/status", times: 1);

        scene.Want((ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted()] }));
        await WriterScene.UntilAsync(() => writes.Count > 0);
        scene.Server.Change("Ingress", "default", "web", ingress => ingress["status"] = new JsonObject
        {
            ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = "198.51.100.1" }) },
        });
        await WriterScene.UntilAsync(() => AddressInStore(scene) == "198.51.100.1");
        await scene.WaitAsync("Gateway", "gateway", gateway => StatusOf(gateway, "Accepted") == "True");

        scene.Want((ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted("False")] }));
        await scene.WaitAsync("Gateway", "gateway", gateway => StatusOf(gateway, "Accepted") == "False");
        Assert.Equal("198.51.100.1", AddressOf(scene.Server.Get("Ingress", "default", "web")));
    }

    [Fact]
    public async Task A_Gateway_that_leaves_waits_for_its_controller()
    {
        await using var scene = await RunAsync(Gateway);
        scene.Want((ResourceKind.Gateway, "gateway", new GatewayStatus
        {
            Addresses = [new GatewayAddress { Value = "192.0.2.1" }],
            Conditions = [Accepted(), Accepted() with { Type = "Programmed" }],
            Listeners = [new ListenerStatus { Name = "http" }],
        }));
        await scene.WaitAsync("Gateway", "gateway", gateway => StatusOf(gateway, "Programmed") == "True");

        scene.Want();

        var left = await scene.WaitAsync("Gateway", "gateway", gateway => StatusOf(gateway, "Programmed") == "Unknown");
        Assert.Equal("Unknown", StatusOf(left, "Accepted"));
        Assert.Empty(left!["status"]!["listeners"]?.AsArray() ?? []);
        Assert.Empty(left["status"]!["addresses"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task A_ListenerSet_and_a_GatewayClass_that_leave_wait_for_their_controllers()
    {
        await using var scene = await RunAsync("""
            apiVersion: gateway.networking.k8s.io/v1
            kind: ListenerSet
            metadata: { name: set, namespace: default }
            spec: { parentRef: { name: gone } }
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: { name: class }
            spec: { controllerName: example.com/other }
            """);
        scene.Want(
            (ResourceKind.ListenerSet, "set", new ListenerSetStatus { Conditions = [Accepted()] }),
            (ResourceKind.GatewayClass, "class", new GatewayClassStatus { Conditions = [Accepted()] }));
        await scene.WaitAsync("ListenerSet", "set", set => StatusOf(set, "Accepted") == "True");
        await scene.WaitAsync("GatewayClass", "class", @class => StatusOf(@class, "Accepted") == "True");

        scene.Want();

        await scene.WaitAsync("ListenerSet", "set", set => StatusOf(set, "Accepted") == "Unknown");
        await scene.WaitAsync("GatewayClass", "class", @class => StatusOf(@class, "Accepted") == "Unknown");
    }

    private static async Task<WriterScene> RunAsync(
        string manifests, TimeProvider? time = null)
    {
        var scene = await WriterScene.StartAsync(manifests, time);
        scene.Run(scene.Statuses.RunAsync);
        return scene;
    }

    private static (ResourceKind Kind, string Name, object Status) Web() => (ResourceKind.HttpRoute, "web", new RouteStatus
    {
        Parents =
        [
            new RouteParentStatus
            {
                ParentRef = new ParentReference { Name = "gateway" },
                ControllerName = WriterScene.Controller,
                Conditions = [Accepted()],
            },
        ],
    });

    private static Condition Accepted(string status = "True")
        => new() { Type = "Accepted", Status = status, Reason = "Accepted", ObservedGeneration = 1 };

    private static V1IngressStatus Address(string ip) => new()
    {
        LoadBalancer = new V1IngressLoadBalancerStatus { Ingress = [new V1IngressLoadBalancerIngress { Ip = ip }] },
    };

    private static bool IsAccepted(JsonObject? route)
        => route?["status"]?["parents"]?.AsArray() is [{ } parent, ..] && (string?)parent["conditions"]?[0]?["status"] == "True";

    private static string? StatusOf(JsonObject? resource, string type)
        => (string?)resource?["status"]?["conditions"]?.AsArray().FirstOrDefault(c => (string?)c!["type"] == type)?["status"];

    private static string? AddressOf(JsonObject? ingress)
        => ingress?["status"]?["loadBalancer"]?["ingress"]?.AsArray() is [{ } first, ..] ? (string?)first["ip"] : null;

    private static string? AddressInStore(WriterScene scene)
        => (scene.Stores.Ingresses.Latest(new ResourceName("default", "web")) as V1Ingress)?.Status?.LoadBalancer?.Ingress?[0].Ip;

    private static int Written(WriterScene scene) => scene.Server.Requests.Count("patch", "httproutes/status");
}
