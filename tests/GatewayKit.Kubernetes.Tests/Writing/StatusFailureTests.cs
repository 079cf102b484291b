using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class StatusFailureTests
{
    [Fact]
    public async Task A_conflict_reads_the_resource_and_keeps_what_others_have_written()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route);
        using var conflict = scene.Server.Faults.Fail(409, "patch", "httproutes/status", times: 1);
        scene.Want(Samples.Web());

        await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);

        Assert.Equal(2, scene.Writes("httproutes"));
        Assert.Equal(1, scene.Server.Requests.Count("get", "httproutes"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(403)]
    public async Task A_write_that_fails_is_repeated(int status)
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route);
        using var fault = scene.Server.Faults.Fail(status, "patch", "httproutes/status", times: 2);
        scene.Want(Samples.Web());

        await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);

        Assert.Equal(3, scene.Writes("httproutes"));
    }

    [Fact]
    public async Task A_resource_that_was_deleted_is_forgotten()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route + Samples.Gateway);
        using var missing = scene.Server.Faults.Fail(404, "patch", "httproutes/status");
        scene.Want(Samples.Web(), Samples.GatewayIs("True"));
        await WriterScene.UntilAsync(() => missing.Count > 0);

        scene.Want(Samples.Web(), Samples.GatewayIs("False"));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "False");
    }

    [Fact]
    public async Task A_status_with_endless_conflicts_waits_and_delays_no_other()
    {
        var time = new FakeTimeProvider();
        await using var scene = await WriterScene.RunAsync(Samples.Route + Samples.Gateway, time);
        using var conflict = scene.Server.Faults.Fail(409, "patch", "httproutes/status");
        scene.Want(Samples.Web(), Samples.GatewayIs("True"));
        await WriterScene.UntilAsync(() => conflict.Count == 5);

        scene.Want(Samples.Web(message: "new"), Samples.GatewayIs("False"));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "False");

        Assert.Equal(5, conflict.Count);
        conflict.Dispose();
        await WriterScene.UntilAsync(() => IsAcceptedAfter(scene, time, TimeSpan.FromSeconds(1), "web"));
    }

    [Fact]
    public async Task Another_writer_that_always_changes_a_status_gets_slower_answers()
    {
        var time = new FakeTimeProvider();
        await using var scene = await WriterScene.RunAsync(Samples.Route, time);
        scene.Want(Samples.Web());
        for (var i = 0; i < 4; i++)
        {
            await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);
            scene.Server.Change("HTTPRoute", "default", "web", route => route["status"]!["parents"] = new JsonArray());
        }

        var started = time.GetTimestamp();
        await WriterScene.UntilAsync(() => IsAcceptedAfter(scene, time, TimeSpan.FromMilliseconds(50), "web"));

        Assert.Equal(5, scene.Writes("httproutes"));
        Assert.True(time.GetElapsedTime(started) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Other_controllers_of_a_route_can_change_their_parts_at_any_rate()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route, new FakeTimeProvider());
        scene.Want(Samples.Web());
        await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);
        for (var i = 0; i < 8; i++)
        {
            scene.Server.Change("HTTPRoute", "default", "web",
                route => route["status"]!["parents"]!.AsArray().Add(Samples.OtherParent($"{i}")));
            scene.Want(Samples.Web(message: $"{i}"));
            await scene.WaitAsync("HTTPRoute", "web", route
                => (string?)route!["status"]!["parents"]![0]!["conditions"]![0]!["message"] == $"{i}");
        }
    }

    [Fact]
    public async Task Routes_that_are_deleted_meanwhile_delay_nothing()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Routes(500) + Samples.Gateway);
        scene.Want([.. Enumerable.Range(0, 500).Select(i => Samples.Web($"web{i}")), Samples.GatewayIs("True")]);
        await WriterScene.UntilAsync(() => scene.Writes("httproutes") >= 20);
        for (var i = 0; i < 500; i++)
            scene.Server.Delete("HTTPRoute", "default", $"web{i}");

        scene.Want(Samples.GatewayIs("False"));

        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "False");
        Assert.True(scene.Writes("httproutes") <= 500);
    }

    [Fact]
    public async Task A_denied_kind_waits_and_delays_no_other()
    {
        var time = new FakeTimeProvider();
        await using var scene = await WriterScene.RunAsync(Samples.Routes(50) + Samples.Gateway, time);
        using var denied = scene.Server.Faults.Fail(403, "patch", "httproutes/status");
        scene.Want([.. Enumerable.Range(0, 50).Select(i => Samples.Web($"web{i}")), Samples.GatewayIs("True")]);
        await WriterScene.UntilAsync(() => denied.Count == 50);

        scene.Want([.. Enumerable.Range(0, 50).Select(i => Samples.Web($"web{i}", "new")), Samples.GatewayIs("False")]);
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "False");

        Assert.Equal(50, denied.Count);
        denied.Dispose();
        await WriterScene.UntilAsync(() => IsAcceptedAfter(scene, time, TimeSpan.FromSeconds(1), "web49"));
    }

    [Fact]
    public async Task A_status_that_the_API_server_rejects_is_sent_once()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route + Samples.Gateway);
        using var invalid = scene.Server.Faults.Fail(422, "patch", "httproutes/status");
        var web = Samples.Web();
        scene.Want(web, Samples.GatewayIs("True"));
        await WriterScene.UntilAsync(() => invalid.Count == 1);

        scene.Want(web, Samples.GatewayIs("False"));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "False");

        Assert.Equal(1, invalid.Count);
    }

    [Fact]
    public async Task A_slow_write_delays_no_other()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route + Samples.Gateway);
        using var slow = scene.Server.Faults.Hang("patch", "httproutes/status");
        scene.Want(Samples.Web(), Samples.GatewayIs("True"));
        await WriterScene.UntilAsync(() => slow.Count == 1);

        scene.Want(Samples.Web(message: "new"), Samples.GatewayIs("False"));
        await scene.WaitAsync("Gateway", "gateway", gateway => Samples.StatusOf(gateway, "Accepted") == "False");

        Assert.Equal(1, slow.Count);
        slow.Dispose();
        await scene.WaitAsync("HTTPRoute", "web", route => Samples.IsAccepted(route)
            && (string?)route!["status"]!["parents"]![0]!["conditions"]![0]!["message"] == "new");
    }

    private static bool IsAcceptedAfter(WriterScene scene, FakeTimeProvider time, TimeSpan step, string name)
    {
        time.Advance(step);
        return Samples.IsAccepted(scene.Server.Get("HTTPRoute", "default", name));
    }
}
