using System.Reflection;
using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Loading.Locking;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Loading.Tests;

public sealed class NamedPluginTests
{
    private const string Greeting = "greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] }";

    [Fact]
    public async Task An_assembly_that_no_configuration_names_is_not_loaded()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "Greeting");

        Assert.Equal(["Versioned"], LoadedModules(gateway));
        Assert.True(gateway.Host.HasLogged("Loaded plugin assembly 'Versioned'"));
        Assert.False(gateway.Host.HasLogged("Loaded plugin assembly 'Greeting'"));
        Assert.True(gateway.Host.HasLogged("1 plugin loaded."));
    }

    [Fact]
    public async Task A_configuration_that_first_names_a_plugin_loads_it_under_traffic()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "Greeting");
        await using var traffic = new Traffic(gateway.Host.Client, "/plain");
        await traffic.FlowsAsync();

        Assert.Empty(await gateway.Host.ReloadAsync(SwapGateway.Configuration("{ }", Greeting)).WaitAsync(Eventually.Patience));

        Assert.Equal("hello", await gateway.Host.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
        Assert.Equal(["Greeting", "Versioned"], LoadedModules(gateway));
        await traffic.FlowsAsync();
        Assert.Equal(SwapGateway.First, traffic.Latest);
    }

    [Fact]
    public async Task A_build_that_replaces_an_unloaded_one_is_the_one_that_is_loaded()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(
            $"routes: {{ {Greeting} }}\nclusters: {{ up: {{ destinations: {{ one: {{ address: \"{{upstream}}\" }} }} }} }}", "Greeting");
        Assert.Equal(["Greeting"], LoadedModules(gateway));
        var before = ModuleOf(gateway, "Versioned");

        gateway.Folder.Add("VersionTwo", "Versioned");
        await Eventually.TrueAsync(() => ModuleOf(gateway, "Versioned") != before, gateway.Poll);
        Assert.Equal(["Greeting"], LoadedModules(gateway));
        Assert.Empty(await gateway.Host.ReloadAsync(SwapGateway.Configuration("{ new: true }")).WaitAsync(Eventually.Patience));

        await using var traffic = new Traffic(gateway.Host.Client, "/plain");
        await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.Second);
        Assert.False(gateway.Host.HasLogged("Loaded plugin assembly 'Versioned' 1.1.0"));
    }

    [Fact]
    public async Task A_build_that_was_loaded_when_it_was_named_is_replaced_and_unloaded_under_traffic()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "Greeting");
        await using var traffic = new Traffic(gateway.Host.Client, "/plain");
        await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.First);

        gateway.Folder.Add("VersionTwo", "Versioned");
        await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.Second, gateway.Poll);

        await gateway.UnloadsAsync("1.1.0");
        Assert.False(gateway.Host.HasLogged("it is kept in memory"));
        Assert.Equal(["Versioned"], LoadedModules(gateway));
    }

    [Fact]
    public async Task A_build_that_arrives_before_the_poll_provides_the_names_that_it_adds()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "Greeting");
        gateway.Folder.Write("Pair", Renamed(PluginsFolder.Built("Pair"), "right", "older"));
        await Eventually.TrueAsync(() => Modules(gateway).Any(module => module.Name == "Pair"), gateway.Poll);

        gateway.Folder.Add("Pair");
        var configuration = SwapGateway.Configuration(
            "{ }", "pair: { clusterId: up, match: { path: /pair }, plugins: [ { name: left }, { name: right } ] }");
        var errors = await gateway.Host.ReloadAsync(configuration).WaitAsync(Eventually.Patience);
        Assert.Contains(errors, error => error.Contains("'Pair' can't be loaded: the folder is changing.", StringComparison.Ordinal));
        Assert.DoesNotContain("Pair", LoadedModules(gateway));

        await Eventually.TrueAsync(() => LoadedModules(gateway).Contains("Pair"), gateway.Poll);
        Assert.Equal(["left", "right"], ModuleOf(gateway, "Pair").PluginNames);
    }

    [Fact]
    public async Task A_load_that_fails_for_a_reason_outside_the_folder_is_tried_again()
    {
        using var folder = new PluginsFolder("Greeting");
        using var source = new FolderPluginSource(folder.Root, only: null, onlyNamed: true);
        await using var host = new RecordingHost();
        var catalog = PluginCatalog.Load([source], host);
        var lockFile = folder.PathOf("plugins.lock.json");
        await File.WriteAllTextAsync(lockFile, "not a lock file");
        Assert.Null(catalog.Find("greeting"));
        Assert.Equal("Greeting", Assert.Single(catalog.Errors).Plugin);

        File.Delete(lockFile);

        Assert.NotNull(catalog.Find("greeting"));
        Assert.Empty(catalog.Errors);
        Assert.Same(Assert.Single(catalog.Modules), Assert.Single(source.Load(host, [])));
        await Assert.Single(catalog.Modules).UnloadAsync();
    }

    [Fact]
    public async Task An_assembly_whose_classes_have_other_names_than_its_metadata_is_reported()
    {
        using var folder = new PluginsFolder().Write("Odd", EmittedAssembly.WithDeclaredPlugin("Odd", TypeAttributes.Public));
        using var source = new FolderPluginSource(folder.Root, only: null, onlyNamed: true);
        await using var host = new RecordingHost();
        var catalog = PluginCatalog.Load([source], host);

        Assert.Null(catalog.Find("declared"));

        Assert.Contains("its metadata declares declared, real, but its plugins are real.", Assert.Single(catalog.Errors).Message,
            StringComparison.Ordinal);
        var errors = new List<PluginLoadError>();
        Assert.Empty(source.Load(host, errors));
        Assert.Equal(catalog.Errors, errors);
    }

    [Fact]
    public async Task An_abstract_class_is_no_name()
    {
        using var folder = new PluginsFolder().Write(
            "Odd", EmittedAssembly.WithDeclaredPlugin("Odd", TypeAttributes.Public | TypeAttributes.Abstract));
        using var source = new FolderPluginSource(folder.Root, only: null, onlyNamed: true);
        await using var host = new RecordingHost();
        var catalog = PluginCatalog.Load([source], host);

        Assert.Equal(["real"], catalog.PluginNames);
        Assert.NotNull(catalog.Find("real"));
        await Assert.Single(catalog.Modules).UnloadAsync();
    }

    [Fact]
    public async Task A_pipe_in_place_of_an_assembly_does_not_block_the_start()
    {
        if (OperatingSystem.IsWindows())
            return;

        using var folder = new PluginsFolder();
        Directory.CreateDirectory(folder.PathOf("Pipe"));
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", folder.MainFile("Pipe")))
            await mkfifo.WaitForExitAsync().WaitAsync(Eventually.Patience);
        using var source = new FolderPluginSource(folder.Root, only: null, onlyNamed: true);
        await using var host = new RecordingHost();

        var catalog = await Task.Run(() => PluginCatalog.Load([source], host)).WaitAsync(Eventually.Patience);

        Assert.Contains("'Pipe.dll' is empty", Assert.Single(catalog.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_another_folder_keeps_the_module_of_an_unloaded_one()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "Greeting");
        var before = ModuleOf(gateway, "Greeting");

        gateway.Folder.Add("VersionTwo", "Versioned");
        await gateway.LogsAsync("Loaded plugin assembly 'Versioned' 1.2.0");
        await Eventually.TrueAsync(() => gateway.Host.CountLogs(" is active: ") > 1);

        Assert.Same(before, ModuleOf(gateway, "Greeting"));
    }

    [Fact]
    public async Task A_name_that_no_assembly_declares_is_an_error_with_the_names_of_all_plugins()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "Greeting");
        var configuration = SwapGateway.Configuration("{ }", Greeting.Replace("name: greeting", "name: greting", StringComparison.Ordinal));

        var error = Assert.Single(await gateway.Host.ReloadAsync(configuration).WaitAsync(Eventually.Patience));

        Assert.Contains("no plugin is named 'greting'. Did you mean 'greeting'? Loaded: greeting, versioned.", error,
            StringComparison.Ordinal);
        Assert.Equal(["Versioned"], LoadedModules(gateway));
    }

    [Fact]
    public async Task A_plugin_that_does_not_load_matters_only_to_a_configuration_that_names_it()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(
            SwapGateway.Configuration("{ }"), "ThrowingServices", "Greeting");
        Assert.False(gateway.Host.HasLogged("can't be loaded"));
        var name = DeclaredName("ThrowingServices");
        var configuration = SwapGateway.Configuration(
            "{ }", $"other: {{ match: {{ path: /other }}, plugins: [ {{ name: {name} }}, {{ name: greeting }} ] }}");

        var error = Assert.Single(await gateway.Host.ReloadAsync(configuration).WaitAsync(Eventually.Patience));

        Assert.Contains($"no plugin is named '{name}'.", error, StringComparison.Ordinal);
        Assert.Contains("Not loaded: plugin assembly 'ThrowingServices' can't be loaded:", error, StringComparison.Ordinal);
        await using var traffic = new Traffic(gateway.Host.Client, "/plain");
        await traffic.FlowsAsync();
        Assert.Equal(SwapGateway.First, traffic.Latest);

        Assert.Empty(await gateway.Host.ReloadAsync(SwapGateway.Configuration("{ }", Greeting)).WaitAsync(Eventually.Patience));
        Assert.Equal("hello", await gateway.Host.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task A_named_plugin_that_does_not_load_works_once_its_folder_is_complete()
    {
        await using var gateway = await SwapGateway.StartOnlyNamedAsync(SwapGateway.Configuration("{ }"), "NewerJson");
        var dependency = gateway.Folder.PathOf("NewerJson", "Newtonsoft.Json.dll");
        var before = ModuleOf(gateway, "NewerJson");
        File.Move(dependency, gateway.Folder.PathOf(".away"));
        await Eventually.TrueAsync(() => ModuleOf(gateway, "NewerJson") != before, gateway.Poll);
        var configuration = SwapGateway.Configuration("{ }", "json: { match: { path: /json }, plugins: [ { name: newer-json } ] }");
        Assert.Contains("missing dependency Newtonsoft.Json",
            Assert.Single(await gateway.Host.ReloadAsync(configuration).WaitAsync(Eventually.Patience)), StringComparison.Ordinal);

        File.Move(gateway.Folder.PathOf(".away"), dependency);
        await gateway.LogsAsync("Loaded plugin assembly 'NewerJson'");
        await Eventually.TrueAsync(() => gateway.Host.CountLogs(" is active: ") > 1);

        using var response = await gateway.Host.Client.GetAsync("/json").WaitAsync(Eventually.Patience);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_reported_at_the_start_and_does_not_keep_the_gateway_from_starting()
    {
        using var folder = new PluginsFolder("Greeting").Write("Broken", "no assembly"u8.ToArray());
        await using var gateway = await StartAsync(folder);

        Assert.True(gateway.HasLogged("plugin assembly 'Broken' can't be loaded: 'Broken.dll' isn't a .NET assembly"));
        Assert.Equal("hello", await gateway.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task A_folder_with_a_lock_file_is_loaded_whole()
    {
        using var folder = new PluginsFolder("Greeting", "Pair");
        PluginLock.Create(folder.Root).Write(folder.Root);

        await using var gateway = await StartAsync(folder);

        Assert.True(gateway.HasLogged("Loaded plugin assembly 'Greeting'"));
        Assert.True(gateway.HasLogged("Loaded plugin assembly 'Pair'"));
    }

    [Fact]
    public async Task A_credential_of_a_consumer_loads_the_plugin_that_reads_it()
    {
        using var folder = new PluginsFolder("Greeting")
            .Add(Path.Combine(PluginsFolder.FirstParty, "GatewayKit.Plugins.KeyAuth"))
            .Add(Path.Combine(PluginsFolder.FirstParty, "GatewayKit.Plugins.BasicAuth"));

        await using var gateway = await StartAsync(
            folder, "consumers: { alice: { credentials: { key-auth: [ { key: alice-0123456789abcdef } ] } } }");

        Assert.True(gateway.HasLogged("Loaded plugin assembly 'GatewayKit.Plugins.KeyAuth'"));
        Assert.False(gateway.HasLogged("Loaded plugin assembly 'GatewayKit.Plugins.BasicAuth'"));
    }

    [Fact]
    public async Task An_unobserved_exception_quarantines_an_assembly_that_was_loaded_when_it_was_named()
    {
        using var folder = new PluginsFolder("Stray", "Greeting");
        await using var gateway = await StartAsync(
            folder, more: "faulty: { match: { path: /faulty }, plugins: [ { name: stray-async-void }, { name: greeting } ] }");

        using var first = await gateway.Client.GetAsync("/faulty").WaitAsync(Eventually.Patience);
        await gateway.LogsAsync("Plugin assembly 'Stray' threw an unobserved exception and is quarantined");

        using var second = await gateway.Client.GetAsync("/faulty").WaitAsync(Eventually.Patience);
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, second.StatusCode);
    }

    [Fact]
    public async Task A_catalog_lists_every_plugin_and_loads_its_assembly_for_that()
    {
        using var folder = new PluginsFolder("Greeting", "Pair", "ThrowingServices");
        using var source = new FolderPluginSource(folder.Root, only: null, onlyNamed: true);
        await using var host = new RecordingHost();
        var catalog = PluginCatalog.Load([source], host);
        Assert.Empty(catalog.Errors);
        Assert.All(catalog.Modules, module => Assert.Null(module.LoadContext));

        Assert.Contains("greeting", catalog.Plugins.Select(plugin => plugin.Name));

        Assert.Equal("ThrowingServices", Assert.Single(catalog.Errors).Plugin);
        Assert.Equal(["Greeting", "Pair"], source.Load(host, []).Select(module => module.Name));
        foreach (var module in catalog.Modules)
            await module.UnloadAsync();
        Assert.Null(catalog.Find("greeting"));
    }

    private static Task<GatewayTestHost> StartAsync(PluginsFolder folder, string root = "", string more = "")
        => GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.LoadPluginsFrom(folder.Root, onlyNamed: true))
            .WithConfiguration($$"""
                routes:
                  {{Greeting}}
                  {{more}}
                {{root}}
                """)).WaitAsync(Eventually.Patience);

    /// <summary>Makes another build in which a plugin has another name of the same length.</summary>
    private static byte[] Renamed(byte[] assembly, string name, string other)
    {
        var at = assembly.AsSpan().IndexOf([(byte)name.Length, .. Encoding.UTF8.GetBytes(name)]);
        Assert.NotEqual(-1, at);
        Encoding.UTF8.GetBytes(other).CopyTo(assembly, at + 1);
        return assembly;
    }

    private static string DeclaredName(string plugin)
        => Assert.Single(Inspection.PluginFiles.FindPlugins(
            Path.Combine(AppContext.BaseDirectory, "TestPlugins", plugin, plugin + ".dll")));

    private static IEnumerable<string> LoadedModules(SwapGateway gateway)
        => Modules(gateway).Where(module => module.LoadContext is not null).Select(module => module.Name);

    private static PluginModule ModuleOf(SwapGateway gateway, string name) => Modules(gateway).Single(module => module.Name == name);

    private static IReadOnlyList<PluginModule> Modules(SwapGateway gateway)
        => gateway.Host.Services.GetRequiredService<CurrentSnapshot>().Active.Catalog.Modules;
}
