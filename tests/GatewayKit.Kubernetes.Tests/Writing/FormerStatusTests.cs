using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class FormerStatusTests
{
    [Fact]
    public async Task The_parents_of_other_controllers_stay_when_a_route_leaves()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route);
        scene.Want(Samples.Web());
        await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);
        scene.Server.Change("HTTPRoute", "default", "web", route => route["status"]!["parents"]!.AsArray().Add(Samples.OtherParent()));

        scene.Want();
        var route = await scene.WaitAsync("HTTPRoute", "web", route => route!["status"]!["parents"]!.AsArray().Count == 1);

        Assert.Equal("example.com/other", (string?)route!["status"]!["parents"]![0]!["controllerName"]);
    }

    [Fact]
    public async Task Entries_of_an_earlier_leader_are_removed_once_the_state_is_known()
    {
        await using var scene = await WriterScene.StartAsync(Samples.Route + """
            status:
              parents:
                - controllerName: gatewaykit.io/gateway-controller
                  parentRef: { name: gateway }
                  conditions: []

            """ + Samples.Gateway);
        scene.Run(scene.Statuses.RunAsync);
        Assert.Equal(0, scene.Server.Requests.Count("patch"));

        scene.Want();

        await scene.WaitAsync("HTTPRoute", "web", route => route!["status"]!["parents"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task An_Ingress_that_leaves_loses_the_address()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Ingress);
        scene.Want((ResourceKind.Ingress, "web", Samples.Address("192.0.2.1")));
        await scene.WaitAsync("Ingress", "web", ingress => Samples.AddressOf(ingress) == "192.0.2.1");

        scene.Want();

        await scene.WaitAsync("Ingress", "web", ingress => Samples.AddressOf(ingress) is null);
    }

    [Fact]
    public async Task An_Ingress_keeps_the_address_that_another_controller_has_written()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Ingress + Samples.Gateway);
        scene.Want((ResourceKind.Ingress, "web", Samples.Address("192.0.2.1")));
        await scene.WaitAsync("Ingress", "web", ingress => Samples.AddressOf(ingress) == "192.0.2.1");
        await scene.StopAsync();

        scene.Server.Change("Ingress", "default", "web", ingress => ingress["status"] = new JsonObject
        {
            ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = "198.51.100.1" }) },
        });
        await WriterScene.UntilAsync(() => AddressInStore(scene) == "198.51.100.1");
        scene.Replace();
        scene.Want(Samples.GatewayIs("True"));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "True");

        Assert.Equal("198.51.100.1", Samples.AddressOf(scene.Server.Get("Ingress", "default", "web")));
    }

    [Fact]
    public async Task A_Gateway_that_leaves_waits_for_its_controller()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Gateway);
        scene.Want((ResourceKind.Gateway, "gateway", new GatewayStatus
        {
            Addresses = [new GatewayAddress { Value = "192.0.2.1" }],
            Conditions = [Samples.Accepted(), Samples.Accepted() with { Type = "Programmed" }],
            Listeners = [new ListenerStatus { Name = "http" }],
        }));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Programmed") == "True");

        scene.Want();

        var left = await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Programmed") == "Unknown");
        Assert.Equal("Unknown", Samples.StatusOf(left, "Accepted"));
        Assert.Empty(left!["status"]!["listeners"]?.AsArray() ?? []);
        Assert.Empty(left["status"]!["addresses"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task A_ListenerSet_and_a_GatewayClass_that_leave_wait_for_their_controllers()
    {
        await using var scene = await WriterScene.RunAsync(Samples.SetAndClass);
        scene.Want(
            (ResourceKind.ListenerSet, "set", new ListenerSetStatus { Conditions = [Samples.Accepted()] }),
            (ResourceKind.GatewayClass, "class", new GatewayClassStatus { Conditions = [Samples.Accepted()] }));
        await scene.WaitAsync("ListenerSet", "set", set => Samples.StatusOf(set, "Accepted") == "True");
        await scene.WaitAsync("GatewayClass", "class", @class => Samples.StatusOf(@class, "Accepted") == "True");

        scene.Want();

        await scene.WaitAsync("ListenerSet", "set", set => Samples.StatusOf(set, "Accepted") == "Unknown");
        await scene.WaitAsync("GatewayClass", "class", @class => Samples.StatusOf(@class, "Accepted") == "Unknown");
    }

    [Fact]
    public async Task A_new_leader_removes_the_statuses_that_the_one_before_has_left_behind()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Gateway + Samples.Ingress + Samples.SetAndClass);
        scene.Want(
            Samples.GatewayIs("True"),
            (ResourceKind.Ingress, "web", Samples.Address("192.0.2.1")),
            (ResourceKind.ListenerSet, "set", new ListenerSetStatus { Conditions = [Samples.Accepted()] }),
            (ResourceKind.GatewayClass, "class", new GatewayClassStatus { Conditions = [Samples.Accepted()] }));
        await AcceptedAsync(scene, "True", "192.0.2.1");
        await scene.StopAsync();

        scene.Replace();
        scene.Want();

        await AcceptedAsync(scene, "Unknown", null);
    }

    [Fact]
    public async Task A_Gateway_keeps_the_status_that_another_controller_has_written()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Gateway + Samples.Route);
        scene.Want(Samples.GatewayIs("True"));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "True");
        await scene.StopAsync();

        scene.Server.Change("Gateway", "default", "gateway", gateway => gateway["status"]!["conditions"]![0]!["status"] = "False");
        await WriterScene.UntilAsync(() => scene.Stores.Gateways.Latest(new ResourceName("default", "gateway")) is Gateway
        {
            Status.Conditions: [{ Status: "False" }, ..],
        });
        scene.Replace();
        scene.Want(Samples.Web());
        await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);

        Assert.Equal("False", Samples.StatusOf(scene.Server.Get("Gateway", "default", "gateway"), "Accepted"));
    }

    private static async Task AcceptedAsync(WriterScene scene, string status, string? address)
    {
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == status);
        await scene.WaitAsync("Ingress", "web", ingress => Samples.AddressOf(ingress) == address);
        await scene.WaitAsync("ListenerSet", "set", set => Samples.StatusOf(set, "Accepted") == status);
        await scene.WaitAsync("GatewayClass", "class", @class => Samples.StatusOf(@class, "Accepted") == status);
    }

    private static string? AddressInStore(WriterScene scene)
        => (scene.Stores.Ingresses.Latest(new ResourceName("default", "web")) as V1Ingress)?.Status?.LoadBalancer?.Ingress?[0].Ip;
}
