using System.CommandLine;
using GatewayKit.Cli.Declarative;
using GatewayKit.Cli.Hosting;
using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plan</c>: shows what a change of the configuration would do to recorded requests.</summary>
internal static class PlanCommand
{
    /// <summary>The exit code if requests are affected.</summary>
    private const int Changed = 3;

    public static Command Create()
    {
        var config = new Argument<string[]>("NEW")
        {
            Description = "The new configuration: YAML, or JSON if its name ends in .json; may have several files",
            Arity = ArgumentArity.OneOrMore,
        };
        var traffic = new Option<string[]>("--traffic")
        {
            Description = "Recorded requests: an access log in JSON lines or in the Common or Combined Log Format, or a HAR file; .gz is "
                + "decompressed; - for stdin; can be repeated",
            HelpName = "FILE",
        };
        var admin = new AdminCommandOptions(
            "Instead of --traffic: the admin address of a gateway, whose active configuration and last requests are compared");
        var against = new Option<string[]>("--against")
        {
            Description = $"The earlier configuration; can be repeated [default: {StockHost.DefaultConfig}]",
            HelpName = "OLD",
        };
        var host = new Option<string>("--host")
        {
            Description = "The host of requests whose record has none",
            HelpName = "HOST",
            DefaultValueFactory = _ => new TrafficOptions().Host,
        };
        var scheme = new Option<string?>("--scheme")
        {
            Description = "The scheme of requests whose record has none [default: https with tls.redirect, otherwise http]",
            HelpName = "http|https",
        };
        scheme.AcceptOnlyFromAmong("http", "https");
        var failOn = new Option<string[]>("--fail-on")
        {
            Description = $"The kinds of changes for which the exit code is {Changed}, separated by commas: "
                + $"{string.Join(", ", PlanKinds.All)} [default: all]",
            HelpName = "KINDS",
        };
        failOn.Validators.Add(result =>
        {
            var names = result.Tokens.SelectMany(token => PlanKinds.Split(token.Value));
            foreach (var name in names.Where(name => PlanKinds.Find(name) is null))
                result.AddError($"--fail-on: '{name}' isn't a kind of change; the kinds are {string.Join(", ", PlanKinds.All)}.");
        });
        var output = new Option<string>("--output") { Description = "The format of the report", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var plugins = HostOptions.Plugins();

        var command = new Command("plan", "Compare how two configurations would handle recorded requests, without sending them. The exit "
            + $"code is 0 if nothing changes, {Changed} if requests are affected, and 1 after an error.")
        {
            config, traffic, against, host, scheme, failOn, output, plugins,
        };
        admin.AddTo(command);
        command.Validators.Add(result =>
        {
            var isAdmin = result.GetResult("--admin") is not null;
            if (isAdmin == result.GetValue(traffic) is { Length: > 0 })
                result.AddError("Specify either --traffic FILE or --admin URL.");
            if (isAdmin && result.GetValue(against) is { Length: > 0 })
                result.AddError("--against: with --admin, the earlier configuration is that of the gateway.");
        });
        command.SetAction(async (result, cancellation) =>
        {
            using var client = admin.IsGiven(result) ? admin.Connect(result) : null;
            var settings = new PlanSettings
            {
                After = result.GetRequiredValue(config),
                Before = client is not null ? [client.Url.ToString()]
                    : result.GetValue(against) is { Length: > 0 } files ? files
                    : DefaultBefore(),
                Traffic = result.GetValue(traffic) ?? [],
                Host = result.GetRequiredValue(host),
                Scheme = result.GetValue(scheme),
                FailOn = PlanKinds.Parse(result.GetValue(failOn) ?? []),
                IsJson = result.GetRequiredValue(output) == "json",
                Plugins = result.GetValue(plugins) ?? [],
            };
            if (client is null)
                return await PlanAsync(settings, cancellation).ConfigureAwait(false);

            var report = await PlanAdmin.PlanAsync(client, settings, cancellation).ConfigureAwait(false);
            return report is null ? 1 : PlanKinds.IsAny(report, settings.FailOn) ? Changed : 0;
        });
        return command;
    }

    private static string[] DefaultBefore()
        => File.Exists(StockHost.DefaultConfig)
            ? [StockHost.DefaultConfig]
            : throw new ToolException(
                $"this directory doesn't contain {StockHost.DefaultConfig}. Specify the earlier configuration with --against FILE.");

    private static async Task<int> PlanAsync(PlanSettings settings, CancellationToken cancellation)
    {
        var (before, after) = await BuildAsync(settings).ConfigureAwait(false);
        await using (before.ConfigureAwait(false))
        await using (after.ConfigureAwait(false))
        {
            using var plan = new GatewayPlan(before, after);
            var reader = await PlanTraffic.ReadAsync(plan, settings, cancellation).ConfigureAwait(false);
            var report = plan.ToReport();
            if (settings.IsJson)
                PlanJson.Write(report, reader);
            else
                PlanText.Write(settings, report, reader.Malformed);
            return PlanKinds.IsAny(report, settings.FailOn) ? Changed : 0;
        }
    }

    /// <summary>Builds both gateways at the same time.</summary>
    private static async Task<(WebApplication Before, WebApplication After)> BuildAsync(PlanSettings settings)
    {
        var (before, after) = (Task.Run(() => Build(settings, settings.Before)), Task.Run(() => Build(settings, settings.After)));
        try
        {
            await Task.WhenAll(before, after).ConfigureAwait(false);
            return (await before.ConfigureAwait(false), await after.ConfigureAwait(false));
        }
        catch
        {
            foreach (var app in new[] { before, after }.Where(app => app.IsCompletedSuccessfully))
                await (await app.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static WebApplication Build(PlanSettings settings, IReadOnlyList<string> configs)
    {
        var app = StockHost.Build(new StockHostSettings
        {
            Configs = configs,
            Plugins = settings.Plugins,
            OnlyNamedPlugins = true,
            OnlyLooks = true,

            // Warnings about a configuration are those of 'validate'.
            LogLevel = LogLevel.Error,
        });
        app.MapGatewayKit();
        return app;
    }
}
