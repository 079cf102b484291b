using GatewayKit.Kubernetes.Keeping;

namespace GatewayKit.Kubernetes.Tests.Keeping;

public sealed class CopyFileTests : IDisposable
{
    private readonly CopyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_copy_has_the_resources_that_were_kept()
    {
        await _folder.WriteAsync();

        var copy = (await _folder.ReadAsync())!;

        Assert.Equal((CopyFolder.Now, "zone-a"), (copy.Time, copy.Zone));
        Assert.Equal("10.0.0.1", Assert.Single(copy.State.SlicesByService).Value.Single().Endpoints.Single().Addresses.Single());
        Assert.Equal("8080", copy.State.Services.Single().Value.Spec.Ports.Single().TargetPort!.Value);
        Assert.Equal([1, 2, 3], copy.State.Secrets[CopyFolder.Key].Data["tls.key"]);
        Assert.Equal("uid-key", copy.State.Secrets[CopyFolder.Key].Metadata.Uid);
    }

    [Fact]
    public async Task Secrets_and_ConfigMaps_that_nothing_uses_are_not_kept()
    {
        await _folder.WriteAsync();

        var state = (await _folder.ReadAsync())!.State;

        Assert.Equal([CopyFolder.Key], state.Secrets.Keys);
        Assert.Empty(state.ConfigMaps);
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_file()
    {
        await _folder.WriteAsync();

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.FilePath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Settings.Folder!));
        Assert.Equal([_folder.FilePath], Directory.GetFiles(_folder.Settings.Folder!));
    }

    [Fact]
    public async Task A_copy_that_is_too_large_leaves_the_one_before()
    {
        await _folder.WriteAsync();
        var small = new CopyFile(_folder.Settings with { MaxSize = 200 });

        await Assert.ThrowsAsync<InvalidDataException>(() => small.WriteAsync(CopyFolder.State(), CopyFolder.Now, CancellationToken.None));

        Assert.NotNull(await _folder.ReadAsync());
        Assert.Equal([_folder.FilePath], Directory.GetFiles(_folder.Settings.Folder!));
    }

    [Fact]
    public async Task No_file_is_no_copy() => Assert.Null(await _folder.ReadAsync());
}
