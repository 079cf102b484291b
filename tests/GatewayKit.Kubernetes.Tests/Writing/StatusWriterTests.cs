using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class StatusWriterTests
{
    [Fact]
    public async Task A_status_is_written_once()
    {
        await using var scene = await WriterScene.RunAsync(Samples.Route);
        scene.Want(Samples.Web());
        await scene.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);

        // The second one is compared after the first: when it is written, the first has caused no other write.
        scene.Want(Samples.Web());
        scene.Server.Apply(Samples.Gateway);
        scene.Want(Samples.Web(), Samples.GatewayIs("True"));
        await scene.WaitAsync("Gateway", "gateway", gateway => gateway!["status"] is not null);

        Assert.Equal(1, scene.Writes("httproutes"));
    }

    [Fact]
    public async Task A_status_that_exists_is_not_written()
    {
        await using (var first = await WriterScene.RunAsync(Samples.Route))
        {
            first.Want(Samples.Web());
            var route = await first.WaitAsync("HTTPRoute", "web", Samples.IsAccepted);
            await using var second = await WriterScene.RunAsync(Samples.Gateway);
            second.Server.Apply(route!);
            await WriterScene.UntilAsync(() => second.Stores.HttpRoutes.Count == 1);

            second.Want(Samples.Web(), Samples.GatewayIs("True"));
            await second.WaitAsync("Gateway", "gateway", gateway => gateway!["status"] is not null);

            Assert.Equal(0, second.Writes("httproutes"));
        }
    }

    [Fact]
    public async Task Many_statuses_are_written_in_portions()
    {
        var time = new FakeTimeProvider();
        await using var scene = await WriterScene.RunAsync(Samples.Routes(250), time);
        scene.Want([.. Enumerable.Range(0, 250).Select(i => Samples.Web($"web{i}"))]);

        await WriterScene.UntilAsync(() => scene.Writes("httproutes") >= 100);
        Assert.Equal(100, scene.Writes("httproutes"));
        await WriterScene.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return scene.Writes("httproutes") == 250;
        });
    }
}
