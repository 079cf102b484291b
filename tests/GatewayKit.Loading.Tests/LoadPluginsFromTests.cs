using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Loading.Tests;

public sealed class LoadPluginsFromTests
{
    [Fact]
    public async Task A_gateway_answers_with_plugins_from_a_folder()
    {
        using var folder = new PluginsFolder("Greeting", "NewerJson", "OlderJson");
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPluginsFrom(folder.Root)
            .WithConfiguration("""
                routes:
                  greeting: { match: { path: /greeting }, plugins: [ { name: greeting, options: { text: good morning } } ] }
                  newer: { match: { path: /newer }, plugins: [ { name: newer-json } ] }
                  older: { match: { path: /older }, plugins: [ { name: older-json } ] }
                """)).WaitAsync(Eventually.Patience);

        Assert.Equal("good morning", await gateway.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
        Assert.Equal("""{"count":1,"json":"13.0.3.27908"}""", await gateway.Client.GetStringAsync("/newer").WaitAsync(Eventually.Patience));
        Assert.Equal("""{"json":"13.0.1.25517"}""", await gateway.Client.GetStringAsync("/older").WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task A_configuration_that_names_a_plugin_that_did_not_load_is_refused()
    {
        using var folder = new PluginsFolder("Greeting", "Pair");
        File.WriteAllText(folder.MainFile("Greeting"), "");

        var start = GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.LoadPluginsFrom(folder.Root))
            .WithConfiguration("routes: { greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] } }"));

        var error = await Assert.ThrowsAsync<GatewayKit.Configuration.GatewayConfigException>(() => start.WaitAsync(Eventually.Patience));
        Assert.Contains("'greeting'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_host_unloads_the_plugins_and_deletes_their_copies()
    {
        using var folder = new PluginsFolder("Greeting");
        string copy;
        await using (var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.LoadPluginsFrom(folder.Root))
            .WithConfiguration("routes: { greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] } }"))
            .WaitAsync(Eventually.Patience))
        {
            var source = gateway.Services.GetServices<IPluginSource>().OfType<FolderPluginSource>().Single();
            var module = Assert.Single(source.Load(gateway.Services, []));
            copy = Path.GetDirectoryName(module.Plugins[0].Type.Assembly.Location)!;
            Assert.True(Directory.Exists(copy));
        }

        Assert.False(Directory.Exists(copy));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_relative_folder_is_looked_for_in_the_content_root_and_then_beside_the_host(bool isInContentRoot)
    {
        using var folder = new PluginsFolder("Greeting");
        var name = $"plugins-{Guid.NewGuid():N}";
        var beside = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, name));
        try
        {
            if (isInContentRoot)
                Directory.Move(folder.PathOf("Greeting"),
                    Path.Combine(Directory.CreateDirectory(folder.PathOf(name)).FullName, "Greeting"));
            else
                Directory.Move(folder.PathOf("Greeting"), Path.Combine(beside.FullName, "Greeting"));
            var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Root });
            builder.AddGatewayKit().LoadPluginsFrom(name);
            await using var services = builder.Services.BuildServiceProvider();

            var source = services.GetServices<IPluginSource>().OfType<FolderPluginSource>().Single();
            var module = Assert.Single(source.Load(services, []));

            Assert.Equal(Path.Combine(isInContentRoot ? folder.Root : AppContext.BaseDirectory, name, "Greeting", "Greeting.dll"),
                module.Location);
            await module.UnloadAsync();
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }
}
