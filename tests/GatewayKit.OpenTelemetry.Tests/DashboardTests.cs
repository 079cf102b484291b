using System.Text.Json;
using System.Text.RegularExpressions;
using GatewayKit.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>The dashboard and the alert rules of the docs use metrics and labels that a scrape really has.</summary>
public sealed partial class DashboardTests : IAsyncLifetime
{
    private static readonly string s_folder = Path.Combine(Root(), "docs", "observability");

    private readonly string _store = Directory.CreateTempSubdirectory("gatewaykit-dashboard-").FullName;
    private string[] _lines = [];

    public async Task InitializeAsync()
    {
        await using var gateway = await ExportHost.StartAsync(builder => builder
            .UseAdminUrls("http://127.0.0.1:0").UsePrometheus().ConfigureTelemetry(options => options.PluginDurations = true)
            .UseStore(Path.Combine(_store, "gateway.db")));
        using var scrape = new Scrape(gateway);
        foreach (var path in (string[])["/orders/7", "/rejected", "/failing", "/broken"])
            await ExportHost.SendAsync(gateway, path);
        await ChangeAsync(gateway.Services.GetRequiredService<IGatewayStore>());
        await scrape.UntilAsync("gatewaykit_store_refresh_duration_seconds_bucket");
        await gateway.ReloadAsync("routes: { a: { clusterId: missing, match: { path: /a } } }");
        var text = await scrape.UntilAsync(
            "gatewaykit_upstream_errors_total", "gatewaykit_plugin_duration_seconds_bucket", "gatewaykit_configuration_reloads_total",
            "gatewaykit_requests_total{", "part=\"upstream\"", "gatewaykit_plugin_responses_total",
            "gatewaykit_response_body_size_bytes_sum");
        _lines = text.Split('\n');

        // Otherwise the store could still write into its folder while that is deleted.
        await gateway.StopAsync().WaitAsync(ExportHost.Patience);
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_store, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void The_dashboard_uses_existing_metrics_and_labels()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "gatewaykit-dashboard.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.Distinct(panels.Select(panel => panel.GetProperty("id").GetInt32()));
        Assert.All(panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()), target
            => AssertExists(target.GetProperty("expr").GetString()!));
    }

    [Fact]
    public void The_alert_rules_use_existing_metrics_and_labels()
    {
        var text = File.ReadAllText(Path.Combine(s_folder, "gatewaykit-alerts.yaml"));
        var expressions = Expression().Matches(text).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(Regex.Count(text, "- alert: "), expressions.Length);
        Assert.All(expressions, AssertExists);
        Assert.All(AlertLabel().Matches(text), label
            => Assert.Contains(_lines, line => line.Contains($"{label.Groups[1].Value}=\"", StringComparison.Ordinal)));
    }

    private static async Task ChangeAsync(IGatewayStore store)
    {
        var change = new StoreChange { Key = new EntryKey(EntryKinds.Groups, "gold"), Content = "{}" };
        await store.ApplyAsync(new StoreChangeSet { BasedOn = 0, Author = "alice", Changes = [change] }).WaitAsync(ExportHost.Patience);
    }

    private void AssertExists(string expression)
    {
        Assert.Equal(expression.Count(c => c == '('), expression.Count(c => c == ')'));
        var labels = Labels().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(','))
            .Select(label => label.Trim())
            .Where(label => label is not ("le" or "instance"))
            .ToArray();
        var metrics = Name().Matches(expression).Select(match => match.Value).Where(name => !labels.Contains(name)).ToArray();

        Assert.NotEmpty(metrics);
        Assert.All(metrics, metric => Assert.Contains(_lines, line
            => line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + " ", StringComparison.Ordinal)));
        Assert.All(labels, label => Assert.Contains(_lines, line
            => line.StartsWith(metrics[0], StringComparison.Ordinal) && line.Contains($"{label}=\"", StringComparison.Ordinal)));
        foreach (Match selector in Selector().Matches(expression))
            AssertSelects(selector.Groups[1].Value, selector.Groups[2].Value);
    }

    /// <summary>Each condition of a selector has a series that it selects; one that excludes series, a series with its label.</summary>
    private void AssertSelects(string metric, string selector)
    {
        var conditions = Condition().Matches(selector);
        Assert.Equal(selector.Replace(" ", "", StringComparison.Ordinal), string.Join(',', conditions.Select(match => match.Value)));
        foreach (Match condition in conditions)
        {
            var (label, sign, value) = (condition.Groups[1].Value, condition.Groups[2].Value, condition.Groups[3].Value);
            if (label == "instance")
                continue;

            var isAny = sign[0] == '!' || value.StartsWith('$');
            var pattern = isAny ? "[^\"]*" : sign == "=" ? Regex.Escape(value) : value;
            Assert.Contains(_lines, line => Regex.IsMatch(line, $"^{metric}\\{{(.*,)?{label}=\"(?:{pattern})\""));
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GatewayKit.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"\b(?:gatewaykit|http_server|http_client|kestrel|dotnet)_[a-z0-9_]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b((?:gatewaykit|http_server|http_client|kestrel|dotnet)_[a-z0-9_]+)\{([^}]*)\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"([a-z_]+)(=~|!~|!=|=)""([^""]*)""")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\$labels\.([a-z_]+)")]
    private static partial Regex AlertLabel();

    [GeneratedRegex(@"expr: (?:>-\n)?(.+?)\n +(?:for|labels):", RegexOptions.Singleline)]
    private static partial Regex Expression();
}
