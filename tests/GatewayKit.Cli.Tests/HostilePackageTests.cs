using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class HostilePackageTests : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly string _package;

    public HostilePackageTests() => _package = new PackageFolder(_folder).AddShipped("GatewayKit.Plugins.CorrelationId");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lib/net10.0/../../../../evil.dll", "isn't a path within a folder.")]
    [InlineData("lib/net10.0/%2E%2E%2F%2E%2E%2Fevil.dll", "isn't a path within a folder.")]
    [InlineData("/evil.dll", "isn't a path within a folder.")]
    [InlineData("C:/evil.dll", "isn't a path within a folder.")]
    [InlineData("lib\\..\\evil.dll", "isn't a path within a folder.")]
    [InlineData("lib//evil.dll", "isn't a path within a folder.")]
    [InlineData("LIB/net10.0/gatewaykit.plugins.correlationid.dll", "occurs twice on file systems that ignore case.")]
    [InlineData("lib/net10.0/link.dll", "is a link.", 0xA1FF << 16)]
    public async Task An_entry_that_is_no_plain_file_is_refused(string entry, string expected, int attributes = 0)
    {
        PackageFolder.Poison(_package, entry, attributes);

        await RefusedAsync(expected);
    }

    [Fact]
    public async Task A_package_that_unpacks_to_more_than_it_may_is_refused()
    {
        PackageFolder.AddHugeEntry(_package);

        await RefusedAsync("its unpacked size is more than 512 MB.");
    }

    [Fact]
    public async Task What_is_no_package_is_refused()
    {
        await File.WriteAllTextAsync(_package, "no archive");

        await RefusedAsync(expected: "isn't a readable package: ");
    }

    private async Task RefusedAsync(string expected)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "plugins", "add", _package, "--plugins", "plugins");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(expected, Assert.Single(end.Errors), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["plugins"]));
        Assert.DoesNotContain(
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), f => f.Contains("evil", StringComparison.Ordinal));
    }
}
