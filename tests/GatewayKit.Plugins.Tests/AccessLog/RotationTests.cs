using System.IO.Compression;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class RotationTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 23, 59, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_new_day_begins_a_new_file()
    {
        await using var gateway = await StartAsync("");
        await LogAsync(gateway, "/a");

        _time.Advance(TimeSpan.FromMinutes(2));
        await LogAsync(gateway, "/b");

        Assert.Equal(["access.20261201T235900Z-000.log: /a", "access.log: /b"], Files(gateway));
    }

    [Fact]
    public async Task The_period_of_a_file_survives_a_restart()
    {
        await using var first = await StartAsync("rotate: hour");
        File.WriteAllText(first.File, "/old\n");
        File.SetLastWriteTimeUtc(first.File, new DateTime(2026, 12, 1, 22, 30, 0, DateTimeKind.Utc));

        await LogAsync(first, "/a");

        Assert.Equal(["access.20261201T223000Z-000.log: /old", "access.log: /a"], Files(first));
    }

    [Fact]
    public async Task A_full_file_is_followed_by_a_new_one_and_the_oldest_is_deleted()
    {
        await using var gateway = await StartAsync("maxSize: 4KB, maxFiles: 2, rotate: never");
        File.WriteAllText(Path.Combine(gateway.Folder, "access.other.log"), "kept");

        foreach (var name in new[] { "/a", "/b", "/c", "/d" })
        {
            await LogAsync(gateway, name + new string('x', 3000));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            ["access.20261201T235902Z-000.log: /b", "access.20261201T235903Z-000.log: /c", "access.log: /d", "access.other.log: kept"],
            Files(gateway));
    }

    [Fact]
    public async Task Several_files_within_a_second_have_different_names()
    {
        await using var gateway = await StartAsync("maxSize: 4KB");

        foreach (var name in new[] { "/a", "/b", "/c" })
            await LogAsync(gateway, name + new string('x', 3000));

        Assert.Equal(
            ["access.20261201T235900Z-000.log: /a", "access.20261201T235900Z-001.log: /b", "access.log: /c"], Files(gateway));
    }

    [Fact]
    public async Task Earlier_files_are_compressed()
    {
        await using var gateway = await StartAsync("compress: true");
        await LogAsync(gateway, "/a");

        _time.Advance(TimeSpan.FromMinutes(2));
        await LogAsync(gateway, "/b");
        await gateway.StopAsync();

        Assert.Equal(["access.20261201T235900Z-000.log.gz", "access.log"],
            Directory.GetFiles(gateway.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await using var file = File.OpenRead(Path.Combine(gateway.Folder, "access.20261201T235900Z-000.log.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        Assert.Equal("/a\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_file_that_was_not_compressed_before_is_compressed_with_the_next()
    {
        await using var gateway = await StartAsync("compress: true");
        File.WriteAllText(Path.Combine(gateway.Folder, "access.20261130T235900Z-000.log"), "/old\n");
        File.WriteAllText(Path.Combine(gateway.Folder, "access.20261130T235900Z-000.log.gz.tmp"), "part");
        await LogAsync(gateway, "/a");

        _time.Advance(TimeSpan.FromMinutes(2));
        await LogAsync(gateway, "/b");
        await gateway.StopAsync();

        Assert.Equal(["access.20261130T235900Z-000.log.gz", "access.20261201T235900Z-000.log.gz", "access.log"],
            Directory.GetFiles(gateway.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static async Task LogAsync(LoggedGateway gateway, string path)
    {
        await gateway.Host.GetAsync(path);
        await Eventually.TrueAsync(() => gateway.Lines().Contains(path));
    }

    /// <summary>The files, each with the beginning of its text.</summary>
    private static string[] Files(LoggedGateway gateway)
        => [.. Directory.GetFiles(gateway.Folder).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)}: {LoggedGateway.Read(file).TrimEnd('\n').TrimEnd('x')}")];

    private Task<LoggedGateway> StartAsync(string options)
        => LoggedGateway.StartAsync(
            "format: '{path}'" + (options.Length > 0 ? ", " + options : ""), setUp: setup => setup.WithTime(_time));
}
