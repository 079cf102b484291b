using GatewayKit.Loading.Tests.Support;

namespace GatewayKit.Loading.Tests;

public sealed class LiveSwapTests
{
    [Fact]
    public async Task A_build_that_is_copied_file_by_file_replaces_the_one_before_it_under_traffic()
        => await SwapsAsync(gateway =>
        {
            foreach (var (name, content) in PluginsFolder.FilesOf("VersionTwo"))
            {
                for (var slice = 1; slice <= 4; slice++)
                {
                    File.WriteAllBytes(gateway.Folder.PathOf("Versioned", name), content[..(content.Length * slice / 4)]);
                    gateway.Poll();
                }
            }
        });

    [Fact]
    public async Task Files_that_are_renamed_into_place_replace_the_build_before_them_under_traffic()
        => await SwapsAsync(gateway =>
        {
            foreach (var (name, content) in PluginsFolder.FilesOf("VersionTwo"))
            {
                var draft = gateway.Folder.PathOf(".draft");
                File.WriteAllBytes(draft, content);
                File.Move(draft, gateway.Folder.PathOf("Versioned", name), overwrite: true);
            }
        });

    [Fact]
    public async Task A_folder_that_is_renamed_into_place_replaces_the_build_before_it_under_traffic()
        => await SwapsAsync(gateway =>
        {
            gateway.Folder.Add("VersionTwo", ".new");
            Directory.Move(gateway.Folder.PathOf("Versioned"), gateway.Folder.PathOf(".old"));
            gateway.Poll();
            Directory.Move(gateway.Folder.PathOf(".new"), gateway.Folder.PathOf("Versioned"));
        });

    [Fact]
    public async Task A_link_to_another_folder_replaces_the_build_before_it_under_traffic()
        => await SwapsAsync(gateway =>
        {
            gateway.Folder.Add("VersionTwo", ".new");
            Directory.Move(gateway.Folder.PathOf("Versioned"), gateway.Folder.PathOf(".old"));
            Directory.CreateSymbolicLink(gateway.Folder.PathOf("Versioned"), ".new");
        });

    [Fact]
    public async Task A_stream_and_a_tunnel_that_are_open_end_under_the_build_that_they_began_with()
    {
        await using var gateway = await SwapGateway.StartAsync();
        using var stream = await gateway.Host.Client
            .GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(Eventually.Patience);
        using var socket = await EchoSocket.ConnectAsync(gateway.Host.Address);
        Assert.Equal("before", await socket.SayAsync("before"));

        await using (var traffic = new Traffic(gateway.Host.Client, "/plain"))
        {
            gateway.Folder.Add("VersionTwo", "Versioned");
            await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.Second, gateway.Poll);

            Assert.Equal("after", await socket.SayAsync("after"));
            gateway.EndStream();
            Assert.Equal("first last", await stream.Content.ReadAsStringAsync().WaitAsync(Eventually.Patience));
            Assert.Equal([SwapGateway.First], stream.Headers.GetValues("X-Versions"));

            gateway.Time.Advance(TimeSpan.FromSeconds(30));
            await gateway.LogsAsync("its plugins stay loaded until they end");
            Assert.Equal("still", await socket.SayAsync("still"));
            Assert.False(gateway.Host.HasLogged("has been unloaded"));

            await socket.CloseAsync();
            await gateway.UnloadsAsync("1.1.0");
        }
    }

    [Fact]
    public async Task A_build_that_does_not_load_is_refused_once_and_the_one_before_it_keeps_serving()
    {
        await using var gateway = await SwapGateway.StartAsync();
        await using var traffic = new Traffic(gateway.Host.Client, "/plain");

        await File.WriteAllTextAsync(gateway.Folder.MainFile("Versioned"), "#!/bin/sh").WaitAsync(Eventually.Patience);
        await gateway.LogsAsync("plugin assembly 'Versioned' can't be loaded: 'Versioned.dll' isn't a .NET assembly");
        await File.WriteAllTextAsync(gateway.Folder.PathOf("unrelated"), "").WaitAsync(Eventually.Patience);
        for (var i = 0; i < 10; i++)
            gateway.Poll();
        await traffic.FlowsAsync();

        Assert.Equal(SwapGateway.First, traffic.Latest);
        gateway.Folder.Add("VersionTwo", "Versioned");
        await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.Second, gateway.Poll);
        Assert.Equal(1, gateway.Host.CountLogs("'Versioned' can't be loaded"));
    }

    [Fact]
    public async Task A_build_that_the_options_do_not_fit_is_refused_and_comes_into_force_together_with_options_that_do()
    {
        await using var gateway = await SwapGateway.StartAsync("{ old: true }");
        await using var traffic = new Traffic(gateway.Host.Client, "/plain");

        gateway.Folder.Add("VersionTwo", "Versioned");
        await gateway.LogsAsync("Change of 'Versioned' rejected");
        await traffic.FlowsAsync();
        Assert.True(gateway.Host.HasLogged("routes.all.plugins[0] (versioned): options.old"));
        Assert.Equal(SwapGateway.First, traffic.Latest);

        Assert.Empty(await gateway.Host.ReloadAsync(SwapGateway.Configuration("{ new: true }")).WaitAsync(Eventually.Patience));
        await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.Second);
        await gateway.UnloadsAsync("1.1.0");
    }

    [Fact]
    public async Task A_plugin_whose_folder_is_removed_keeps_serving_while_the_configuration_names_it()
    {
        await using var gateway = await SwapGateway.StartAsync();
        await using (var traffic = new Traffic(gateway.Host.Client, "/plain"))
        {
            Directory.Delete(gateway.Folder.PathOf("Versioned"), recursive: true);
            await gateway.LogsAsync("Change of 'Versioned' rejected");
            await traffic.FlowsAsync();

            Assert.True(gateway.Host.HasLogged("routes.all.plugins[0]: no plugin is named 'versioned'."));
            Assert.Equal(SwapGateway.First, traffic.Latest);
        }

        Assert.Empty(await gateway.Host.ReloadAsync("routes: { }").WaitAsync(Eventually.Patience));
        await gateway.UnloadsAsync("1.1.0");
    }

    [Fact]
    public async Task A_plugin_whose_folder_is_added_can_be_used_from_then_on()
    {
        await using var gateway = await SwapGateway.StartAsync();
        var configuration = SwapGateway.Configuration("{ }", "greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] }");
        Assert.Contains("no plugin is named 'greeting'",
            Assert.Single(await gateway.Host.ReloadAsync(configuration)), StringComparison.Ordinal);

        gateway.Folder.Add("Greeting");
        await gateway.LogsAsync("Loaded plugin assembly 'Greeting'");
        await Eventually.TrueAsync(() => gateway.Host.CountLogs(" is active: ") > 1);

        Assert.Equal("hello", await gateway.Host.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
    }

    private static async Task SwapsAsync(Action<SwapGateway> swap)
    {
        await using var gateway = await SwapGateway.StartAsync();
        await using (var traffic = new Traffic(gateway.Host.Client, "/plain"))
        {
            await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.First);

            swap(gateway);
            await Eventually.TrueAsync(() => traffic.Latest == SwapGateway.Second, gateway.Poll);
            await gateway.UnloadsAsync("1.1.0");
            await traffic.FlowsAsync();

            Assert.Equal(SwapGateway.Second, traffic.Latest);
        }

        Assert.False(gateway.Host.HasLogged("can't be loaded"));
        Assert.False(gateway.Host.HasLogged("it is kept in memory"));
    }
}
