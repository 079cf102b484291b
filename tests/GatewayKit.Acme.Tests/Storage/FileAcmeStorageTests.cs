using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Tests.Storage;

public sealed class FileAcmeStorageTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FileAcmeStorage _storage;

    public FileAcmeStorageTests() => _storage = new FileAcmeStorage(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_value_can_be_read_after_it_was_written_and_replaced()
    {
        Assert.Null(await _storage.ReadAsync("a/b.json", default));
        await _storage.WriteAsync("a/b.json", "1"u8.ToArray(), default);
        await _storage.WriteAsync("a/b.json", "2"u8.ToArray(), default);

        Assert.Equal("2"u8.ToArray(), await _storage.ReadAsync("a/b.json", default));
        Assert.Single(_folder.Files);
    }

    [Fact]
    public async Task Files_and_folders_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        await _storage.WriteAsync("a/b.json", "1"u8.ToArray(), default);
        await (await _storage.TryLockAsync("a/lock", TimeSpan.FromMinutes(1), default))!.DisposeAsync();

        Assert.NotEmpty(_folder.Files);
        foreach (var file in _folder.Files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(_folder.Path, "a")));
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData(".hidden")]
    [InlineData("A")]
    [InlineData("")]
    public async Task A_name_cant_leave_the_folder(string name)
        => await Assert.ThrowsAsync<ArgumentException>(async () => await _storage.ReadAsync(name, default));

    [Fact]
    public async Task A_folder_that_cant_be_used_is_reported_with_its_path()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), "");
        var storage = new FileAcmeStorage(Path.Combine(_folder.Path, "file"), TimeProvider.System);

        var error = await Assert.ThrowsAsync<AcmeStorageException>(async () => await storage.WriteAsync("a", default, default));

        Assert.Contains(Path.Combine(_folder.Path, "file", "a"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_sees_one_of_the_written_values_and_never_a_mix()
    {
        var values = new[] { Enumerable.Repeat((byte)1, 50_000).ToArray(), Enumerable.Repeat((byte)2, 90_000).ToArray() };
        await _storage.WriteAsync("a", values[0], default);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                await _storage.WriteAsync("a", values[i % 2], default);
        });

        do
        {
            var read = await _storage.ReadAsync("a", default);
            Assert.Contains(values, value => value.AsSpan().SequenceEqual(read));
        }
        while (!writing.IsCompleted);

        await writing.InTime();
    }

    [Fact]
    public async Task A_file_that_is_too_large_isnt_read()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "a"), new byte[1024 * 1024 + 1]);

        await Assert.ThrowsAsync<AcmeStorageException>(async () => await _storage.ReadAsync("a", default));
    }
}
