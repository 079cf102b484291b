using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Tests.Writing;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Tests.Hosting;

public sealed class DefinitionVersionTests
{
    private const string Name = "httproutes.gateway.networking.k8s.io";

    [Theory]
    [InlineData("v1.2.0", true)]
    [InlineData("v1.6.1", true)]
    [InlineData("v1.6.0-rc.1", true)]
    [InlineData("v1.1.0", false)]
    [InlineData("v1.7.0", false)]
    [InlineData("v2.3.0", false)]
    [InlineData("1.6.1", false)]
    [InlineData("main-dev", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Versions_that_are_known_are_supported(string? version, bool isSupported)
    {
        var support = DefinitionVersions.Check(ImmutableSortedDictionary<string, string?>.Empty
            .Add("gateways.gateway.networking.k8s.io", "v1.6.0")
            .Add(Name, version));

        Assert.Equal(isSupported ? ("True", "SupportedVersion") : ("False", "UnsupportedVersion"), (support.Status, support.Reason));
        Assert.Equal(!isSupported, support.Message.Contains(Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_is_that_of_the_annotation()
    {
        await using var scene = await WriterScene.StartAsync("");
        using var feed = new ClusterFeed(TimeProvider.System);
        var reader = new DefinitionReader(scene.Api, scene.Stores, feed, TimeProvider.System);
        Assert.Equal("Unknown", reader.Support.Status);

        await reader.ReadAsync(CancellationToken.None);
        Assert.Contains($"'{Name}' has no version", reader.Support.Message);

        Annotate(scene, "v1.6.1");
        await reader.ReadAsync(CancellationToken.None);
        Assert.Same(ApiSupport.Supported, reader.Support);

        Annotate(scene, "v1.9.0");
        await reader.ReadAsync(CancellationToken.None);
        Assert.Contains($"'{Name}' is v1.9.0", reader.Support.Message);
    }

    [Fact]
    public async Task Without_the_right_to_read_the_definitions_the_support_is_unknown_and_after_a_failure_it_stays()
    {
        await using var scene = await WriterScene.StartAsync("");
        using var feed = new ClusterFeed(TimeProvider.System);
        var reader = new DefinitionReader(scene.Api, scene.Stores, feed, TimeProvider.System);
        Annotate(scene, "v1.6.1");
        await reader.ReadAsync(CancellationToken.None);

        using (scene.Server.Faults.Fail(503, "get", "customresourcedefinitions"))
            await reader.ReadAsync(CancellationToken.None);
        Assert.Same(ApiSupport.Supported, reader.Support);

        using (scene.Server.Faults.Fail(403, "get", "customresourcedefinitions"))
            await reader.ReadAsync(CancellationToken.None);
        Assert.Equal("Unknown", reader.Support.Status);
        Assert.Contains("customresourcedefinitions.apiextensions.k8s.io", reader.Support.Message);
    }

    private static void Annotate(WriterScene scene, string version)
    {
        foreach (var definition in scene.Server.List("CustomResourceDefinition"))
        {
            var name = (string)definition["metadata"]!["name"]!;
            if (name.EndsWith(".gateway.networking.k8s.io", StringComparison.Ordinal))
            {
                scene.Server.Change("CustomResourceDefinition", null, name, changed => changed["metadata"]!["annotations"] =
                    new JsonObject { [DefinitionVersions.Annotation] = version });
            }
        }
    }
}
