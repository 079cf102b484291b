using GatewayKit.Kubernetes.Keeping;

namespace GatewayKit.Kubernetes.Tests.Keeping;

public sealed class CopyRefusalTests : IDisposable
{
    private readonly CopyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_others_can_read_is_refused()
    {
        await _folder.WriteAsync();
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(_folder.FilePath, File.GetUnixFileMode(_folder.FilePath) | UnixFileMode.OtherRead);

        await _folder.RefusesAsync("Other users can read or change it.");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task A_copy_that_was_cut_off_is_refused(double part)
    {
        await _folder.WriteAsync();
        var bytes = await File.ReadAllBytesAsync(_folder.FilePath);
        await File.WriteAllBytesAsync(_folder.FilePath, bytes[..(int)(bytes.Length * part)]);
        File.SetLastWriteTimeUtc(_folder.FilePath, CopyFolder.Now.UtcDateTime);

        await Assert.ThrowsAsync<InvalidDataException>(_folder.ReadAsync);
    }

    [Fact]
    public async Task A_changed_copy_is_refused()
    {
        await _folder.ReplaceAsync(text => text.Replace("10.0.0.1", "10.0.0.2"));

        await _folder.RefusesAsync("It is damaged.");
    }

    [Fact]
    public async Task A_copy_of_another_version_is_refused()
    {
        await _folder.ReplaceAsync(text => text.Replace("\"version\":1", "\"version\":2"));

        await _folder.RefusesAsync("It has the format of another version.");
    }

    [Fact]
    public async Task A_copy_of_another_cluster_is_refused()
    {
        await _folder.WriteAsync();

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => new CopyFile(_folder.Settings with { Cluster = "two" }).ReadAsync(CopyFolder.Now, CancellationToken.None));
        Assert.Equal("It is that of another API server, or of other options.", error.Message);
    }

    [Fact]
    public async Task An_old_copy_is_refused_unless_it_was_confirmed()
    {
        var file = await _folder.WriteAsync();
        var later = CopyFolder.Now + TimeSpan.FromHours(25);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => file.ReadAsync(later, CancellationToken.None));
        Assert.StartsWith("It is too old: it was current at 2026-12-01 12:00:00Z", error.Message);

        file.Confirm(later - TimeSpan.FromMinutes(1));

        Assert.Equal(later - TimeSpan.FromMinutes(1), (await file.ReadAsync(later, CancellationToken.None))!.Time);
    }

    [Fact]
    public async Task A_copy_that_expands_beyond_the_limit_is_refused()
    {
        await _folder.WriteAsync();
        var small = new CopyFile(_folder.Settings with { MaxSize = new FileInfo(_folder.FilePath).Length });

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => small.ReadAsync(CopyFolder.Now, CancellationToken.None));
        Assert.StartsWith("It is larger than", error.Message);
    }
}
