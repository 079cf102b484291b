using GatewayKit.Loading.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Loading.Tests;

public sealed class DamagedPluginTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(99)]
    public async Task A_truncated_assembly_is_refused(int percent)
    {
        var image = PluginsFolder.Built("NewerJson");
        using var folder = new PluginsFolder("NewerJson").Write("NewerJson", image[..(image.Length * percent / 100)]);
        await using var session = new PluginSession(folder);

        Assert.Contains("'NewerJson.dll' is ", session.Load().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Cases", "Generated")]
    public async Task An_assembly_with_a_flipped_byte_is_loaded_whole_or_refused()
    {
        var random = new Random(20_261_125);
        var image = PluginsFolder.Built("NewerJson");
        using var folder = new PluginsFolder("NewerJson");
        await using var session = new PluginSession(folder);
        var (refused, count) = (0, Cases.Of(30));
        for (var i = 0; i < count; i++)
        {
            var flipped = (byte[])image.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)random.Next(1, 256);
            folder.Write("NewerJson", flipped);

            var loaded = session.Load();

            Assert.True(loaded.Modules.Count == 1 ? loaded.Errors.Count == 0 : loaded.Errors.Count > 0);
            Assert.All(loaded.Modules, m => Assert.Single(m.Plugins));
            Assert.All(loaded.Errors, e => Assert.NotEmpty(e.Message));
            refused += loaded.Errors.Count == 0 ? 0 : 1;
            foreach (var module in loaded.Modules)
                await session.UnloadAsync(module);
        }

        Assert.InRange(refused, 1, count - 1);
    }
}
