using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Explaining;
using Microsoft.AspNetCore.Builder;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit explain</c>: explains how the gateway would handle a request.</summary>
internal static class ExplainCommand
{
    /// <summary>The exit code for a request that the gateway rejects.</summary>
    private const int Refused = 2;

    public static Command Create()
    {
        var method = new Argument<string>("METHOD") { Description = "The method, such as GET" };
        var url = new Argument<string>("URL") { Description = "The requested URL: a path such as /orders/7, or an http or https URL" };
        var headers = new Option<string[]>("--header", "-H")
        {
            Description = "A header that the client sends; may be given several times",
            HelpName = "\"NAME: VALUE\"",
        };
        var samples = new ExplainSamples();
        var config = HostOptions.Config();
        var plugins = HostOptions.Plugins();
        var json = new Option<bool>("--json") { Description = "Write JSON" };

        var command = new Command("explain", "Explain which route matches a request and why, which plugins run with which options, and "
            + "where the request is forwarded. Doesn't send the request; the exit code is 2 if the gateway rejects it. With --body or "
            + "--response, also show what the plugins that only change messages make of the request and the response.")
        {
            method, url, headers, config, plugins, json,
        };
        samples.AddTo(command);
        var cluster = new ExplainClusterOptions();
        cluster.AddTo(command);
        command.SetAction(result => ExplainAsync(
            ExplainRequest.Parse(result.GetRequiredValue(method), result.GetRequiredValue(url), result.GetValue(headers) ?? []),
            SettingsOf(result.GetValue(config) ?? [], result.GetValue(plugins) ?? [], cluster.Read(result)),
            cluster.Read(result),
            samples.Read(result),
            result.GetValue(json)));
        return command;
    }

    private static StockHostSettings SettingsOf(string[] configs, string[] plugins, ExplainClusterSettings? cluster) => new()
    {
        Configs = configs,
        NeedsConfig = cluster is null || configs.Length > 0 || (cluster.Manifests.Count == 0 && File.Exists(StockHost.DefaultConfig)),
        Plugins = plugins,
        OnlyNamedPlugins = cluster is not null,
        OnlyLooks = true,
    };

    private static async Task<int> ExplainAsync(
        ExplainRequest request, StockHostSettings settings, ExplainClusterSettings? cluster, SampleMessages? samples, bool json)
    {
        var app = StockHost.Build(settings, gateway =>
        {
            if (cluster is not null)
                ExplainCluster.Add(gateway, cluster);
        });
        await using (app.ConfigureAwait(false))
        {
            app.MapGatewayKit();
            var owners = cluster is null ? null : await ExplainCluster.LoadAsync(app, cluster).ConfigureAwait(false);
            var explainer = new GatewayExplainer(app);
            var explanation = await (samples is null
                ? explainer.ExplainAsync(request.Method, request.Url, request.Headers)
                : explainer.TryChangesAsync(
                    request.Method, request.Url, ExplainSamples.HeadersOf(request, samples), samples)).ConfigureAwait(false);
            if (json)
                ExplainJson.Write(request, explanation, owners);
            else
                ExplainText.Write(request, explanation, owners);
            return explanation.Refused is null && explanation.Changes.All(change => change.Status is null) ? 0 : Refused;
        }
    }
}
