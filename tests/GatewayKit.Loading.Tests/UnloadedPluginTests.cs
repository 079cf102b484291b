using System.Runtime.CompilerServices;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

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

        await Eventually.TrueAsync(() => !context.IsAlive, Eventually.Collect);
    }

    [Fact]
    public async Task A_stopped_gateway_leaves_no_plugin_in_memory()
    {
        using var folder = new PluginsFolder("Greeting", "NewerJson");

        var contexts = await RunAndStop(folder);

        await Eventually.TrueAsync(() => contexts.All(c => !c.IsAlive), Eventually.Collect);
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
        await Eventually.TrueAsync(() => System.Runtime.Loader.AssemblyLoadContext.All.All(c => c.Name != plugin), Eventually.Collect);
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
    private static async Task<WeakReference[]> RunAndStop(PluginsFolder folder)
    {
        const string Configuration = """
            routes:
              greeting: { match: { path: /greeting }, plugins: [ { name: greeting, options: { text: good morning } } ] }
              newer: { match: { path: /newer }, plugins: [ { name: newer-json } ] }
            """;
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.LoadPluginsFrom(folder.Root)).WithConfiguration(Configuration)).WaitAsync(Eventually.Patience);
        Assert.Equal("good morning", await gateway.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
        Assert.Contains("13.0.3", await gateway.Client.GetStringAsync("/newer").WaitAsync(Eventually.Patience), StringComparison.Ordinal);
        Assert.Empty(await gateway.ReloadAsync(Configuration + "\nconsumers: { alice: { } }").WaitAsync(Eventually.Patience));

        var source = gateway.Services.GetServices<IPluginSource>().OfType<FolderPluginSource>().Single();
        return [.. source.Load(gateway.Services, []).Select(m => new WeakReference(m.LoadContext, trackResurrection: true))];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(PluginModule module)
    {
        if (module.Name == "Greeting")
            Assert.Equal("hello", module.Answer(Activator.CreateInstance(module.Plugins[0].OptionsType)!));
        else if (module.Name != "BundledContract")
            Assert.Contains("json", module.Answer(), StringComparison.Ordinal);
    }
}
