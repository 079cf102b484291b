using System.Collections.Immutable;
using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class ServiceProvisionerTests
{
    private const string Foreign = """
        apiVersion: v1
        kind: Service
        metadata: { name: gateway, namespace: default }
        spec: { ports: [ { port: 1 } ] }
        """;

    [Fact]
    public async Task A_Service_is_created_changed_and_deleted()
    {
        await using var scene = await WriterScene.StartAsync("");
        var provisioner = Run(scene);

        provisioner.Use(Wanted(80));
        var created = await scene.WaitAsync("Service", "gateway", service => service is not null);
        Assert.Equal("gatewaykit.io_gateway-controller", (string?)created!["metadata"]!["labels"]!["gatewaykit.io/controller"]);
        Assert.Equal("LoadBalancer", (string?)created["spec"]!["type"]);
        await WriterScene.UntilAsync(() => scene.Stores.Services.Count == 1);

        provisioner.Use(Wanted(80, 443));
        await scene.WaitAsync("Service", "gateway", service => service!["spec"]!["ports"]!.AsArray().Count == 2);

        provisioner.Use(Wanted());
        await scene.WaitAsync("Service", "gateway", service => service is null);
    }

    [Fact]
    public async Task A_Service_of_someone_else_stays_as_it_is()
    {
        await using var scene = await WriterScene.StartAsync(Foreign);
        var provisioner = Run(scene);

        provisioner.Use(new PublishedTranslation(Both(), []));
        await scene.WaitAsync("Service", "other", service => service is not null);
        await WriterScene.UntilAsync(() => scene.Stores.Services.Count == 2);
        provisioner.Use(Wanted());
        await scene.WaitAsync("Service", "other", service => service is null);

        Assert.Equal(1, (int?)scene.Server.Get("Service", "default", "gateway")!["spec"]!["ports"]![0]!["port"]);
    }

    [Fact]
    public async Task A_Service_that_is_up_to_date_is_not_written()
    {
        await using var scene = await WriterScene.StartAsync("");
        var provisioner = Run(scene);
        provisioner.Use(Wanted(80));
        await scene.WaitAsync("Service", "gateway", service => service is not null);
        await WriterScene.UntilAsync(() => scene.Stores.Services.Count == 1);

        provisioner.Use(new PublishedTranslation(Both(), []));
        await scene.WaitAsync("Service", "other", service => service is not null);

        Assert.Equal(2, scene.Server.Requests.Writes);
    }

    [Fact]
    public async Task A_write_that_fails_is_repeated()
    {
        await using var scene = await WriterScene.StartAsync("");
        using var fault = scene.Server.Faults.Fail(503, "create", "services", times: 2);
        var provisioner = Run(scene);

        provisioner.Use(Wanted(80));

        await scene.WaitAsync("Service", "gateway", service => service is not null);
        Assert.Equal(2, fault.Count);
    }

    [Fact]
    public async Task Nothing_is_deleted_before_the_first_translation()
    {
        await using var scene = await WriterScene.StartAsync("");
        using var stop = new CancellationTokenSource();
        using (var first = Create(scene))
        {
            var running = first.RunAsync(stop.Token);
            first.Use(Wanted(80));
            await scene.WaitAsync("Service", "gateway", service => service is not null);
            await WriterScene.UntilAsync(() => scene.Stores.Services.Count == 1);

            // Otherwise its round could still delete the Service of the second one.
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(WriterScene.Limit));
        }

        scene.Server.Requests.Clear();
        var second = Run(scene);
        Assert.Equal(0, scene.Server.Requests.Writes);
        second.Use(new PublishedTranslation(Both(), []));
        await scene.WaitAsync("Service", "other", service => service is not null);

        Assert.Equal(0, scene.Server.Requests.Count("delete", "services"));
    }

    /// <summary>Runs a provisioner until the scene ends: without its semaphore, its loop wouldn't.</summary>
    private static ServiceProvisioner Run(WriterScene scene)
    {
        var provisioner = Create(scene);
        scene.Run(async stop =>
        {
            using (provisioner)
                await provisioner.RunAsync(stop);
        });
        return provisioner;
    }

    private static ServiceProvisioner Create(WriterScene scene)
    {
        var settings = new KubernetesSettings
        {
            Client = scene.Client,
            Pod = new PodEnvironment(),
            Translation = new TranslationOptions { PodLabels = ImmutableDictionary<string, string>.Empty.Add("app", "gateway") },
            Namespaces = [],
        };
        return new ServiceProvisioner(
            scene.Api, scene.Stores, settings, TimeProvider.System, new LoopLog(NullLogger<LoopLog>.Instance));
    }

    private static PublishedTranslation Wanted(params int[] ports) => new(
        new Kubernetes.Translation.Translation { Services = ports.Length == 0 ? [] : [Service("gateway", ports)] }, []);

    private static Kubernetes.Translation.Translation Both() => new() { Services = [Service("gateway", 80), Service("other", 80)] };

    private static GatewayService Service(string name, params int[] ports) => new()
    {
        Gateway = new ResourceName("default", "gateway"),
        GatewayUid = "1",
        Name = new ResourceName("default", name),
        Ports = ports.ToImmutableSortedDictionary(port => port, port => port + 10_000),
    };
}
