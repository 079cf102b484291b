using System.Collections.Immutable;
using System.IO.Compression;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Keeping;

/// <summary>A folder with a copy.</summary>
internal sealed class CopyFolder : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ResourceName Key = new("ns", "key");

    public KeptCopySettings Settings { get; } = new()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "copies"),
        Cluster = "one",
    };

    public string FilePath => Path.Combine(Settings.Folder!, "cluster.copy");

    public void Dispose()
    {
        if (Directory.Exists(Settings.Folder))
            Directory.Delete(Path.GetDirectoryName(Settings.Folder)!, recursive: true);
    }

    public static KeptState State()
    {
        var state = ClusterState.Empty with
        {
            Services = Map(new V1Service
            {
                Metadata = Named("web"),
                Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 80, TargetPort = "8080" }] },
            }),
            EndpointSlices = Map(new V1EndpointSlice
            {
                Metadata = Named("web-1", new() { ["kubernetes.io/service-name"] = "web" }),
                AddressType = "IPv4",
                Endpoints = [new V1Endpoint { Addresses = ["10.0.0.1"] }],
            }),
            Secrets = Map(
                new V1Secret { Metadata = Named("key"), Data = new Dictionary<string, byte[]> { ["tls.key"] = [1, 2, 3] } },
                new V1Secret { Metadata = Named("unused") }),
            ConfigMaps = Map(new V1ConfigMap { Metadata = Named("unused") }),
        };
        return new KeptState(state, UsedResources.None with { Secrets = [Key, new ResourceName("ns", "missing")] }, "zone-a");
    }

    private static ImmutableDictionary<ResourceName, T> Map<T>(params T[] resources)
        where T : IKubernetesObject<V1ObjectMeta>
        => ImmutableDictionary.CreateRange(
            resources.Select(resource => KeyValuePair.Create(ResourceName.Of(resource), resource)));

    private static V1ObjectMeta Named(string name, Dictionary<string, string>? labels = null)
        => new() { Name = name, NamespaceProperty = "ns", Uid = $"uid-{name}", ResourceVersion = "7", Labels = labels };

    public async Task<CopyFile> WriteAsync()
    {
        var file = new CopyFile(Settings);
        await file.WriteAsync(State(), Now, CancellationToken.None);
        return file;
    }

    public Task<KeptCopy?> ReadAsync() => new CopyFile(Settings).ReadAsync(Now, CancellationToken.None);

    public async Task RefusesAsync(string message)
        => Assert.Equal(message, (await Assert.ThrowsAsync<InvalidDataException>(ReadAsync)).Message);

    /// <summary>Changes the text of a copy.</summary>
    public async Task ReplaceAsync(Func<string, string> change)
    {
        await WriteAsync();
        string text;
        using (var reader = new StreamReader(new GZipStream(
            File.OpenRead(FilePath), CompressionMode.Decompress)))
            text = await reader.ReadToEndAsync();
        Assert.NotEqual(text, change(text));
        await using (var writer = new StreamWriter(new GZipStream(
            File.Create(FilePath), CompressionMode.Compress)))
            await writer.WriteAsync(change(text));
        File.SetLastWriteTimeUtc(FilePath, Now.UtcDateTime);
    }
}
