using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class EventWriterTests
{
    private const string Ingress = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web, namespace: default }
        spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
        """;

    [Fact]
    public async Task A_warning_is_an_event_once()
    {
        await using var scene = await WriterScene.StartAsync(Ingress);
        using var writer = Run(scene);

        writer.Use(Warnings("one"));
        await WriterScene.UntilAsync(() => Events(scene).Length == 1);
        writer.Use(Warnings("one", "two"));
        await WriterScene.UntilAsync(() => Events(scene).Length == 2);

        Assert.Equal(["one", "two"], Events(scene).Order());
        Assert.Equal(2, scene.Server.Requests.Count("create", "events"));
        var first = scene.Server.List("ev")[0];
        Assert.Equal(("Ingress", "web"), ((string?)first["involvedObject"]!["kind"], (string?)first["involvedObject"]!["name"]));
        var uid = (string?)scene.Server.Get("Ingress", "default", "web")!["metadata"]!["uid"];
        Assert.Equal(uid, (string?)first["involvedObject"]!["uid"]);
    }

    [Fact]
    public async Task Two_gateways_write_one_event()
    {
        await using var scene = await WriterScene.StartAsync(Ingress);
        using var first = Run(scene);
        first.Use(Warnings("one"));
        await WriterScene.UntilAsync(() => Events(scene).Length == 1);

        using var second = Run(scene);
        second.Use(Warnings("one", "two"));
        await WriterScene.UntilAsync(() => Events(scene).Contains("two"));

        Assert.Equal(2, Events(scene).Length);
    }

    [Fact]
    public async Task An_event_that_fails_is_repeated()
    {
        await using var scene = await WriterScene.StartAsync(Ingress);
        using var fault = scene.Server.Faults.Fail(503, "create", "events", times: 2);
        using var writer = Run(scene);

        writer.Use(Warnings("one"));
        await WriterScene.UntilAsync(() => Events(scene).Length == 1);

        Assert.Equal(2, fault.Count);
    }

    [Fact]
    public async Task An_event_that_is_denied_does_not_hold_back_others()
    {
        await using var scene = await WriterScene.StartAsync(Ingress);
        using var fault = scene.Server.Faults.Fail(403, "create", "events", times: 1);
        using var writer = Run(scene);

        writer.Use(Warnings("one", "two"));
        await WriterScene.UntilAsync(() => Events(scene).Length == 1);

        Assert.Equal(["two"], Events(scene));
    }

    private static EventWriter Run(WriterScene scene)
    {
        var writer = new EventWriter(scene.Api, scene.Stores, TimeProvider.System, new LoopLog(NullLogger<LoopLog>.Instance));
        scene.Run(writer.RunAsync);
        return writer;
    }

    private static PublishedTranslation Warnings(params string[] messages) => new(
        new Kubernetes.Translation.Translation
        {
            Warnings =
            [
                .. messages.Select(message => new ResourceWarning(
                    WriterScene.Owner(ResourceKind.Ingress, "web"), "UnsupportedAnnotation", message)),
            ],
        }, []);

    private static string[] Events(WriterScene scene) => [.. scene.Server.List("ev").Select(found => (string)found["message"]!)];
}
