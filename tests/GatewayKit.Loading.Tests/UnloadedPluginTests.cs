using System.Runtime.CompilerServices;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Tests;

public sealed class UnloadedPluginTests
{
    [Theory]
    [InlineData("Greeting")]
    [InlineData("NewerJson")]
    [InlineData("OlderJson")]
    [InlineData("BundledContract")]
    public async Task A_disposed_modules_load_context_is_collected(string plugin)
    {
        using var folder = new PluginsFolder(plugin);
        await using var session = new PluginSession(folder);

        var context = await LoadUseAndUnload(session);

        AssertCollected(context);
    }

    [Theory]
    [InlineData("Unmarked")]
    [InlineData("ThrowingServices")]
    public async Task A_refused_plugin_leaves_nothing_in_memory(string plugin)
    {
        using var folder = new PluginsFolder(plugin);
        await using var session = new PluginSession(folder);

        var error = session.Load().Error;

        Assert.Equal(plugin, error.Plugin);
        Collect();
        Assert.DoesNotContain(System.Runtime.Loader.AssemblyLoadContext.All, c => c.Name == plugin);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LoadUseAndUnload(PluginSession session)
    {
        var module = session.Load().Module;
        var context = new WeakReference(module.LoadContext, trackResurrection: true);
        Use(module);
        await session.UnloadAsync(module);
        return context;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(PluginModule module)
    {
        if (module.Name == "Greeting")
            Assert.Equal("hello", module.Answer(Activator.CreateInstance(module.Plugins[0].OptionsType)!));
        else if (module.Name != "BundledContract")
            Assert.Contains("json", module.Answer(), StringComparison.Ordinal);
    }

    private static void AssertCollected(WeakReference context)
    {
        for (var i = 0; context.IsAlive && i < 20; i++)
            Collect();

        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
