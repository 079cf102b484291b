using System.Runtime.Loader;
using GatewayKit.Loading.Tests.Support;

namespace GatewayKit.Loading.Tests;

public sealed class LoadedPluginTests
{
    [Fact]
    public async Task A_plugin_in_its_folder_is_loaded_and_answers()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);

        var module = session.Load().Module;

        var plugin = Assert.Single(module.Plugins);
        Assert.Equal("greeting", plugin.Name);
        Assert.Equal(PluginStage.Origin, plugin.Stage);
        Assert.Equal(folder.MainFile("Greeting"), module.Location);
        Assert.Equal("hello", module.Answer(Activator.CreateInstance(plugin.OptionsType)!));
    }

    [Fact]
    public async Task A_loaded_plugin_is_logged_with_its_file_and_names()
    {
        using var folder = new PluginsFolder("Pair");
        await using var session = new PluginSession(folder);

        session.Load();

        Assert.Contains(session.Host.Logs, l => l.Message.Contains(folder.MainFile("Pair"), StringComparison.Ordinal)
            && l.Message.Contains("left, right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folders_are_loaded_in_ordinal_order()
    {
        using var folder = new PluginsFolder("Pair", "Greeting", "OlderJson", "NewerJson");
        await using var session = new PluginSession(folder);

        var modules = session.Load().NoErrors().Modules;

        Assert.Equal(["Greeting", "NewerJson", "OlderJson", "Pair"], modules.Select(m => m.Name));
    }

    [Fact]
    public async Task Each_plugin_has_a_collectible_load_context_of_its_own()
    {
        using var folder = new PluginsFolder("Pair", "Greeting");
        await using var session = new PluginSession(folder);

        var contexts = session.Load().NoErrors().Modules.Select(m => m.LoadContext!).ToArray();

        Assert.All(contexts, c => Assert.True(c.IsCollectible));
        Assert.NotSame(contexts[0], contexts[1]);
    }

    [Fact]
    public async Task The_contract_and_the_frameworks_types_are_the_hosts_own()
    {
        using var folder = new PluginsFolder("NewerJson");
        await using var session = new PluginSession(folder);

        var type = session.Load().Module.Plugins[0].Type;

        Assert.Contains(typeof(IRequestHook), type.GetInterfaces());
        var logger = type.GetConstructors()[0].GetParameters()[1].ParameterType;
        Assert.Same(typeof(Microsoft.Extensions.Logging.ILogger<>), logger.GetGenericTypeDefinition());
    }

    [Fact]
    public async Task A_bundled_copy_of_the_contract_is_ignored()
    {
        using var folder = new PluginsFolder("BundledContract");
        Assert.True(File.Exists(folder.PathOf("BundledContract", "GatewayKit.Abstractions.dll")));
        await using var session = new PluginSession(folder);

        var module = session.Load().Module;

        Assert.Contains(typeof(IRequestHook), module.Plugins[0].Type.GetInterfaces());
        Assert.DoesNotContain(module.LoadContext!.Assemblies, a => a.GetName().Name == "GatewayKit.Abstractions");
    }

    [Fact]
    public async Task A_damaged_bundled_copy_of_the_contract_is_ignored_too()
    {
        using var folder = new PluginsFolder("BundledContract");
        File.WriteAllText(folder.PathOf("BundledContract", "GatewayKit.Abstractions.dll"), "not a library");
        await using var session = new PluginSession(folder);

        Assert.Equal("bundled-contract", Assert.Single(session.Load().Module.Plugins).Name);
    }

    [Fact]
    public async Task A_bundled_copy_of_a_framework_assembly_gives_way_to_the_hosts()
    {
        using var folder = new PluginsFolder("NewerJson");
        var hosts = typeof(Microsoft.Extensions.Logging.ILogger).Assembly;
        File.Copy(hosts.Location, folder.PathOf("NewerJson", Path.GetFileName(hosts.Location)));
        await using var session = new PluginSession(folder);

        var module = session.Load().Module;

        Assert.Contains("\"count\":1", module.Answer(), StringComparison.Ordinal);
        var parameter = module.Plugins[0].Type.GetConstructors()[0].GetParameters()[1];
        Assert.Same(hosts, parameter.ParameterType.Assembly);
        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(parameter.ParameterType.Assembly));
    }

    [Fact]
    public async Task Two_versions_of_a_dependency_work_side_by_side()
    {
        using var folder = new PluginsFolder("NewerJson", "OlderJson");
        await using var session = new PluginSession(folder);

        var modules = session.Load().NoErrors().Modules;

        Assert.Equal("""{"count":1,"json":"13.0.3.27908"}""", modules[0].Answer());
        Assert.Equal("""{"json":"13.0.1.25517"}""", modules[1].Answer());
    }

    [Fact]
    public async Task Private_services_belong_to_one_module_and_end_with_it()
    {
        using var folder = new PluginsFolder("NewerJson");
        await using var session = new PluginSession(folder);
        var module = session.Load().Module;
        var tally = module.Plugins[0].Type.Assembly.GetType("NewerJson.Tally", throwOnError: true)!;
        var service = module.Services.GetService(tally)!;

        Assert.Same(service, module.Services.GetService(tally));
        await session.UnloadAsync(module);

        Assert.Equal(true, tally.GetProperty("IsDisposed")!.GetValue(service));
    }

    [Fact]
    public async Task The_host_is_never_asked_for_a_type_that_can_be_unloaded()
    {
        using var folder = new PluginsFolder("Greeting", "NewerJson", "OlderJson", "Pair", "BundledContract");
        await using var session = new PluginSession(folder);

        foreach (var module in session.Load().NoErrors().Modules)
        {
            foreach (var plugin in module.Plugins)
                Assert.Null(module.Services.GetService(plugin.OptionsType));
        }

        Assert.StartsWith("""{"count":1""", session.Load().Modules.Single(m => m.Name == "NewerJson").Answer(), StringComparison.Ordinal);
        Assert.Empty(session.Host.CollectibleTypesAskedFor);
    }

    [Fact]
    public async Task Two_folders_may_hold_the_same_assembly_under_two_names()
    {
        using var folder = new PluginsFolder("Greeting");
        folder.Write("Greeting2", PluginsFolder.Built("Greeting"));
        await using var session = new PluginSession(folder);

        var modules = session.Load().NoErrors().Modules;

        Assert.Equal(["Greeting", "Greeting"], modules.Select(m => m.Name));
        Assert.NotSame(modules[0].Plugins[0].Type, modules[1].Plugins[0].Type);
    }
}
