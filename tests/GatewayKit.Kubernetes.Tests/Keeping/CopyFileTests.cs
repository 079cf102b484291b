using System.Collections.Immutable;
using System.IO.Compression;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Keeping;

public sealed class CopyFileTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ResourceName s_key = new("ns", "key");

    private readonly KeptCopySettings _settings = new()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "copies"),
        Cluster = "one",
    };

    private string FilePath => Path.Combine(_settings.Folder!, "cluster.copy");

    public void Dispose()
    {
        if (Directory.Exists(_settings.Folder))
            Directory.Delete(Path.GetDirectoryName(_settings.Folder)!, recursive: true);
    }

    [Fact]
    public async Task A_copy_has_the_resources_that_were_kept()
    {
        await WriteAsync();

        var copy = (await ReadAsync())!;

        Assert.Equal((s_now, "zone-a"), (copy.Time, copy.Zone));
        Assert.Equal("10.0.0.1", Assert.Single(copy.State.SlicesByService).Value.Single().Endpoints.Single().Addresses.Single());
        Assert.Equal("8080", copy.State.Services.Single().Value.Spec.Ports.Single().TargetPort!.Value);
        Assert.Equal([1, 2, 3], copy.State.Secrets[s_key].Data["tls.key"]);
        Assert.Equal("uid-key", copy.State.Secrets[s_key].Metadata.Uid);
    }

    [Fact]
    public async Task Secrets_and_ConfigMaps_that_nothing_uses_are_not_kept()
    {
        await WriteAsync();

        var state = (await ReadAsync())!.State;

        Assert.Equal([s_key], state.Secrets.Keys);
        Assert.Empty(state.ConfigMaps);
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_file()
    {
        await WriteAsync();

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_settings.Folder!));
        Assert.Equal([FilePath], Directory.GetFiles(_settings.Folder!));
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_refused()
    {
        await WriteAsync();
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(FilePath, File.GetUnixFileMode(FilePath) | UnixFileMode.OtherRead);

        await RefusesAsync("Other users can read or change it.");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task A_copy_that_was_cut_off_is_refused(double part)
    {
        await WriteAsync();
        var bytes = await File.ReadAllBytesAsync(FilePath);
        await File.WriteAllBytesAsync(FilePath, bytes[..(int)(bytes.Length * part)]);
        File.SetLastWriteTimeUtc(FilePath, s_now.UtcDateTime);

        await Assert.ThrowsAsync<InvalidDataException>(ReadAsync);
    }

    [Fact]
    public async Task A_changed_copy_is_refused()
    {
        await ReplaceAsync(text => text.Replace("10.0.0.1", "10.0.0.2"));

        await RefusesAsync("It is damaged.");
    }

    [Fact]
    public async Task A_copy_of_another_version_is_refused()
    {
        await ReplaceAsync(text => text.Replace("\"version\":1", "\"version\":2"));

        await RefusesAsync("It has the format of another version.");
    }

    [Fact]
    public async Task A_copy_of_another_cluster_is_refused()
    {
        await WriteAsync();

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => new CopyFile(_settings with { Cluster = "two" }).ReadAsync(s_now, CancellationToken.None));
        Assert.Equal("It is that of another API server, or of other options.", error.Message);
    }

    [Fact]
    public async Task An_old_copy_is_refused_unless_it_was_confirmed()
    {
        var file = await WriteAsync();
        var later = s_now + TimeSpan.FromHours(25);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => file.ReadAsync(later, CancellationToken.None));
        Assert.StartsWith("It is too old: it was current at 2026-12-01 12:00:00Z", error.Message);

        file.Confirm(later - TimeSpan.FromMinutes(1));

        Assert.Equal(later - TimeSpan.FromMinutes(1), (await file.ReadAsync(later, CancellationToken.None))!.Time);
    }

    [Fact]
    public async Task A_copy_that_is_too_large_leaves_the_one_before()
    {
        await WriteAsync();
        var small = new CopyFile(_settings with { MaxSize = 200 });

        await Assert.ThrowsAsync<InvalidDataException>(() => small.WriteAsync(State(), s_now, CancellationToken.None));

        Assert.NotNull(await ReadAsync());
        Assert.Equal([FilePath], Directory.GetFiles(_settings.Folder!));
    }

    [Fact]
    public async Task A_copy_that_expands_beyond_the_limit_is_refused()
    {
        await WriteAsync();
        var small = new CopyFile(_settings with { MaxSize = new FileInfo(FilePath).Length });

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => small.ReadAsync(s_now, CancellationToken.None));
        Assert.StartsWith("It is larger than", error.Message);
    }

    [Fact]
    public async Task No_file_is_no_copy() => Assert.Null(await ReadAsync());

    private static KeptState State()
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
        return new KeptState(state, UsedResources.None with { Secrets = [s_key, new ResourceName("ns", "missing")] }, "zone-a");
    }

    private static ImmutableDictionary<ResourceName, T> Map<T>(params T[] resources)
        where T : IKubernetesObject<V1ObjectMeta>
        => ImmutableDictionary.CreateRange(
            resources.Select(resource => KeyValuePair.Create(ResourceName.Of(resource), resource)));

    private static V1ObjectMeta Named(string name, Dictionary<string, string>? labels = null)
        => new() { Name = name, NamespaceProperty = "ns", Uid = $"uid-{name}", ResourceVersion = "7", Labels = labels };

    private async Task<CopyFile> WriteAsync()
    {
        var file = new CopyFile(_settings);
        await file.WriteAsync(State(), s_now, CancellationToken.None);
        return file;
    }

    private Task<KeptCopy?> ReadAsync() => new CopyFile(_settings).ReadAsync(s_now, CancellationToken.None);

    private async Task RefusesAsync(string message)
        => Assert.Equal(message, (await Assert.ThrowsAsync<InvalidDataException>(ReadAsync)).Message);

    /// <summary>Changes the text of a copy.</summary>
    private async Task ReplaceAsync(Func<string, string> change)
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
        File.SetLastWriteTimeUtc(FilePath, s_now.UtcDateTime);
    }
}
