using System.Net;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests;

public sealed class FaultyPluginTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task One_that_throws_in_its_constructor_refuses_the_configuration_and_says_where()
    {
        using var folder = new PluginsFolder("ThrowingConstructor", "Greeting");
        await using var gateway = await StartAsync(folder, "");

        var errors = await gateway.ReloadAsync(Configuration("{ name: throwing-constructor }"));

        Assert.Contains("routes.faulty.plugins[0] (throwing-constructor): the plugin could not be created: there is no database",
            Assert.Single(errors), StringComparison.Ordinal);
        await OthersAnswerAsync(gateway);
    }

    [Theory]
    [InlineData("{ name: throwing-request }", "request")]
    [InlineData("{ name: throwing-request, options: { later: true } }", "request")]
    [InlineData("{ name: throwing-response }", "response")]
    [InlineData("{ name: throwing-authorization }", "request")]
    public async Task One_that_throws_in_a_hook_fails_its_own_route_only(string entry, string hook)
    {
        using var folder = new PluginsFolder("ThrowingHook", "Greeting");
        await using var gateway = await StartAsync(folder, entry);

        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync(gateway, "/faulty"));
        await OthersAnswerAsync(gateway);
        Assert.True(gateway.HasLogged($"failed on route 'faulty' in its {hook} hook."));
    }

    [Theory]
    [InlineData("{ name: throwing-request, onError: continue }")]
    [InlineData("{ name: throwing-response, onError: continue }")]
    [InlineData("{ name: throwing-completion }")]
    public async Task One_that_throws_where_the_exchange_may_go_on_harms_nothing(string entry)
    {
        using var folder = new PluginsFolder("ThrowingHook", "Greeting");
        await using var gateway = await StartAsync(folder, entry);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/faulty"));
        await gateway.LogsAsync("failed on route 'faulty' in its ");
    }

    [Fact]
    public async Task Authorization_may_not_go_on_after_an_error()
    {
        using var folder = new PluginsFolder("ThrowingHook", "Greeting");
        await using var gateway = await StartAsync(folder, "");

        var errors = await gateway.ReloadAsync(Configuration("{ name: throwing-authorization, onError: continue }"));

        Assert.Contains("onError is 'continue'; authentication and authorization can only reject.",
            Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_throws_while_it_is_disposed_is_named_and_goes_all_the_same()
    {
        using var folder = new PluginsFolder("ThrowingDispose", "Greeting");
        await using var gateway = await StartAsync(folder, "{ name: throwing-dispose }");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/faulty"));

        await ReplaceAsync(gateway, folder, "ThrowingDispose");

        await gateway.LogsAsync("Plugin 'throwing-dispose' failed during disposal.");
        await gateway.LogsAsync("The services of plugin assembly 'ThrowingDispose' failed during disposal.");
        await UnloadsAsync(gateway, "ThrowingDispose");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/faulty"));
    }

    [Fact]
    public async Task One_that_hangs_is_given_up_after_its_timeout_of_30_seconds()
    {
        using var folder = new PluginsFolder("Hanging", "Greeting");
        await using var gateway = await StartAsync(folder, "{ name: hanging }");

        var hanging = StatusAsync(gateway, "/faulty");
        await OthersAnswerAsync(gateway);
        await Eventually.TrueAsync(() => hanging.IsCompleted, () => _time.Advance(TimeSpan.FromSeconds(10)));

        Assert.Equal(HttpStatusCode.InternalServerError, await hanging);
        Assert.True(gateway.HasLogged("Plugin 'hanging' took longer than 00:00:30 on route 'faulty' in its request hook."));
    }

    [Fact]
    public async Task One_that_hangs_may_be_passed_by()
    {
        using var folder = new PluginsFolder("Hanging", "Greeting");
        await using var gateway = await StartAsync(folder, "{ name: hanging, timeout: 1s, onError: continue }");

        var hanging = StatusAsync(gateway, "/faulty");
        await Eventually.TrueAsync(() => hanging.IsCompleted, () => _time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(HttpStatusCode.OK, await hanging);
    }

    [Fact]
    public async Task One_that_never_finishes_being_disposed_is_left_behind_and_reloads_go_on()
    {
        using var folder = new PluginsFolder("Hanging", "Greeting");
        await using var gateway = await StartAsync(folder, "{ name: hanging-dispose }");

        Assert.Empty(await gateway.ReloadAsync(Configuration("")).WaitAsync(Eventually.Patience));
        await gateway.LogsAsync("Plugin 'hanging-dispose' failed during disposal.", () => _time.Advance(TimeSpan.FromSeconds(1)));

        await ReplaceAsync(gateway, folder, "Hanging");
        await UnloadsAsync(gateway, "Hanging");
    }

    [Fact]
    public async Task One_that_claims_a_name_that_is_taken_does_not_get_it()
    {
        using var folder = new PluginsFolder("Greeting", "Namesake");
        await using var gateway = await StartAsync(folder, "");

        await OthersAnswerAsync(gateway);
        Assert.True(gateway.HasLogged("plugin assembly 'Namesake' can't be loaded: its plugin 'greeting' is already provided by "
            + "'Greeting'; only one assembly can provide a name."));
    }

    [Theory]
    [InlineData("stray-thread")]
    [InlineData("stray-async-void")]
    [InlineData("stray-timer")]
    public async Task One_whose_exception_nobody_awaits_is_quarantined_until_it_is_replaced(string plugin)
    {
        using var folder = new PluginsFolder("Stray", "Greeting");
        await using var gateway = await StartAsync(folder, $"{{ name: {plugin} }}");

        await StatusAsync(gateway, "/faulty");
        await gateway.LogsAsync("Plugin assembly 'Stray' threw an unobserved exception and is quarantined");
        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync(gateway, "/faulty"));
        await OthersAnswerAsync(gateway);

        await ReplaceAsync(gateway, folder, "Stray");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/faulty"));
    }

    [Fact]
    public async Task An_exception_that_comes_after_the_swap_does_not_touch_the_new_build()
    {
        using var folder = new PluginsFolder("Stray", "Greeting");
        using var end = new ManualResetEventSlim();
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.LoadPluginsFrom(folder.Root).Services.AddSingleton(end))
            .WithConfiguration(Configuration("{ name: stray-late }"))).WaitAsync(Eventually.Patience);
        await StatusAsync(gateway, "/faulty");
        await ReplaceAsync(gateway, folder, "Stray");

        end.Set();

        await gateway.LogsAsync("A replaced version of plugin assembly 'Stray' threw an unobserved exception.");
        Assert.False(gateway.HasLogged("quarantined"));
        await OthersAnswerAsync(gateway);
    }

    private Task<GatewayTestHost> StartAsync(PluginsFolder folder, string entry) => GatewayTestHost.StartAsync(setup => setup
        .WithTime(_time)
        .WithGateway(g => g.LoadPluginsFrom(folder.Root))
        .WithConfiguration(Configuration(entry))).WaitAsync(Eventually.Patience);

    private static string Configuration(string entry) => $$"""
        routes:
          faulty: { clusterId: up, match: { path: /faulty }, plugins: [ {{entry}} ] }
          greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """;

    private static async Task ReplaceAsync(GatewayTestHost gateway, PluginsFolder folder, string plugin)
    {
        folder.Touch(plugin, 2);
        Assert.Equal(0, (await gateway.Services
            .GetRequiredService<Runtime.ReloadCoordinator>()
            .ReloadPluginsAsync()
            .WaitAsync(Eventually.Patience)).Total);
    }

    private Task UnloadsAsync(GatewayTestHost gateway, string plugin)
        => gateway.LogsAsync($"Plugin assembly '{plugin}' 1.0.0-preview.1 has been unloaded.", () => Eventually.CollectAndAdvance(_time));

    private static async Task<HttpStatusCode> StatusAsync(GatewayTestHost gateway, string path)
    {
        using var response = await gateway.Client.GetAsync(path).WaitAsync(Eventually.Patience);
        return response.StatusCode;
    }

    private static async Task OthersAnswerAsync(GatewayTestHost gateway)
        => Assert.Equal("hello", await gateway.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
}
