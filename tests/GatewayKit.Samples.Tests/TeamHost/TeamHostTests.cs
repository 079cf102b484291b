using System.Net;
using GatewayKit.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TeamHost;

namespace GatewayKit.Samples.TeamHost;

/// <summary>A host that has only public members, and routes from rows of a table.</summary>
public sealed class TeamHostTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _client = new() { Timeout = s_patience };
    private WebApplication _app = null!;

    private RouteTable Table => _app.Services.GetRequiredService<RouteTable>();

    public async Task InitializeAsync()
    {
        _app = TeamGateway.Build("--urls", "http://127.0.0.1:0", "--admin", "http://127.0.0.1:0", "--environment", "Production");
        await _app.StartAsync().WaitAsync(s_patience);
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_row_is_a_route()
        => Assert.Equal("hello from a row", await _client.GetStringAsync("/hello"));

    [Fact]
    public async Task A_saved_row_is_active_without_a_restart()
    {
        Table.Save(new RouteRow(2, "/new", Plugins: "[ { name: mock, options: { body: new } } ]"));

        Assert.Equal((HttpStatusCode.OK, "new"), await UntilFoundAsync("/new"));
    }

    [Fact]
    public async Task A_row_with_an_error_leaves_the_last_valid_rows_active()
    {
        Table.Save(new RouteRow(2, "/broken", Order: "first"));
        Table.Save(new RouteRow(1, "/hello", Plugins: "[ { name: mock, options: { body: changed } } ]"));

        Assert.Equal("hello from a row", await _client.GetStringAsync("/hello"));
        Table.Save(new RouteRow(2, "/repaired"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await UntilFoundAsync("/repaired")).Status);
        Assert.Equal("changed", await _client.GetStringAsync("/hello"));
    }

    [Theory]
    [InlineData("first", null, "database: routes/42: routes.42: order is 'first'; ")]
    [InlineData(null, "[ { name: mock, enabled: perhaps } ]",
        "database: routes/42:1:26: routes.42.plugins[0] (mock): enabled is 'perhaps'; ")]
    public void An_error_names_its_row(string? order, string? plugins, string expected)
    {
        var table = new RouteTable();
        table.Save(new RouteRow(42, "/orders", Order: order, Plugins: plugins));
        var errors = new ConfigErrors();

        new RouteTableSource(table).Read(errors);

        Assert.StartsWith(expected, Assert.Single(errors.Items).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_in_flight_finishes_before_the_host_has_stopped()
    {
        await using var upstream = await SlowUpstream.StartAsync();
        Table.Save(new RouteRow(3, "/slow", upstream.Address));
        var response = UntilFoundAsync("/slow");
        await upstream.Arrived.Task.WaitAsync(s_patience);

        var stopped = _app.StopAsync();
        upstream.Release.SetResult();

        Assert.Equal((HttpStatusCode.OK, "finished"), await response.WaitAsync(s_patience));
        await stopped.WaitAsync(s_patience);
    }

    private async Task<(HttpStatusCode Status, string Body)> UntilFoundAsync(string path)
    {
        using var ended = new CancellationTokenSource(s_patience);
        while (true)
        {
            using var response = await _client.GetAsync(path, ended.Token);
            if (response.StatusCode != HttpStatusCode.NotFound)
                return (response.StatusCode, await response.Content.ReadAsStringAsync(ended.Token));
            await Task.Delay(20, ended.Token);
        }
    }
}
