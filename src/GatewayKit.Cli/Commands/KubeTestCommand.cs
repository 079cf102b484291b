using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Logging;
using GatewayKit.Cli.ManifestTests;
using GatewayKit.Kubernetes;
using GatewayKit.Kubernetes.Manifests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit kube test</c>: serves manifests without a cluster.</summary>
internal static class KubeTestCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var manifests = new Argument<string[]>("MANIFESTS")
        {
            Description = "Files in YAML or JSON, folders of them, or - for stdin, such as the output of 'kubectl kustomize' or "
                + "'helm template'",
            Arity = ArgumentArity.OneOrMore,
        };
        var recursive = new Option<bool>("--recursive", "-R") { Description = "Read folders in folders, too" };
        var request = new Option<string[]>("--request", "-r")
        {
            Description = "Send a request and show its route, its backend and what the backend gets; can be repeated. The scheme and port "
                + "of the URL are those of the listener: http, https, tls or tcp",
            HelpName = "\"METHOD URL\"",
        };
        var headers = new Option<string[]>("--header", "-H")
        {
            Description = "A header of all requests of the command line; can be repeated",
            HelpName = "\"NAME: VALUE\"",
        };
        var gateway = new Option<string?>("--gateway")
        {
            Description = "The Gateway of these requests, as NAMESPACE/NAME, or 'ingress' [default: by port and host]",
            HelpName = "NAME",
        };
        var expect = new Option<string[]>("--expect", "-e")
        {
            Description = "A file of requests and expected responses; can be repeated",
            HelpName = "FILE",
        };
        var serve = new Option<bool>("--serve")
        {
            Description = "Serve until stopped, and read the manifests again when they change. The exit code is 1 if a response of "
                + "--expect wasn't the expected one before the first change",
        };
        var ignore = new Option<bool>("--ignore-statuses")
        {
            Description = "Exit with 0 even if resources aren't accepted or have references that don't resolve",
        };
        var config = HostOptions.Config();
        config.Description = "A configuration with settings that have no resource, such as trustedProxies; can be repeated [default: none]";
        var plugins = HostOptions.Plugins();
        var names = new ManifestOptions();
        var logLevel = HostOptions.LogLevel();
        logLevel.DefaultValueFactory = _ => LogLevel.Warning;

        var command = new Command("test", "Serve manifests without a cluster: write the statuses of Gateways, routes, Ingresses and "
            + "plugins, and answer requests from a pod per Service that shows them. The exit code is 1 if a resource isn't accepted, a "
            + "reference doesn't resolve, or a response isn't the expected one.")
        {
            manifests, recursive, request, headers, gateway, expect, serve, ignore, config, plugins,
        };
        names.AddTo(command);
        command.Options.Add(logLevel);
        command.SetAction(result => RunAsync(
            new ManifestTestSettings
            {
                Manifests = result.GetValue(manifests) ?? [],
                IsRecursive = result.GetValue(recursive),
                Requests =
                [
                    .. (result.GetValue(request) ?? [])
                        .Select(line => Parse(line, result.GetValue(headers) ?? [], result.GetValue(gateway))),
                ],
                Expectations = result.GetValue(expect) ?? [],
                Serves = result.GetValue(serve),
                IgnoresStatuses = result.GetValue(ignore),
            },
            new StockHostSettings
            {
                Configs = result.GetValue(config) ?? [],
                NeedsConfig = result.GetValue(config) is { Length: > 0 },
                OnlyLooks = true,
                Plugins = result.GetValue(plugins) ?? [],
                OnlyNamedPlugins = true,
                OnlyListeners = true,
                LogLevel = result.GetValue(logLevel),
            },
            options => names.Configure(result, options)));
        return command;
    }

    /// <exception cref="ToolException">The request isn't valid.</exception>
    private static TestRequest Parse(string line, string[] headers, string? gateway)
    {
        if (line.Trim().Split(' ', 2) is not [var method, var url])
        {
            throw new ToolException(
                $"--request: '{line}' isn't a request; it must be a method and a URL, such as 'GET http://shop.example/'.");
        }

        var parsed = ExplainRequest.Parse(method, url.Trim(), headers, TestRequest.Streams);
        return new TestRequest(parsed.Method, parsed.Url, parsed.Headers) { Gateway = gateway };
    }

    private static async Task<int> RunAsync(ManifestTestSettings settings, StockHostSettings host, Action<KubernetesOptions> configure)
    {
        ExpectedRequest[] expected = [.. settings.Expectations.SelectMany(ExpectationFile.Read)];
        using var output = settings.Serves ? ServingOutput.Take() : null;
        var app = StockHost.Build(host with { Output = output }, gateway =>
        {
            gateway.LoadFromManifests(settings.Serves, configure);

            // The version of the runtime matters where the gateway serves clients.
            gateway.Host.Logging.AddFilter("GatewayKit.Hosting.RuntimeCheck", LogLevel.None);
        });
        await using (app.ConfigureAwait(false))
        {
            app.UseCors();
            app.UseRequestTimeouts();
            app.MapGatewayKit();
            await app.StartAsync().ConfigureAwait(false);
            var test = new ManifestTest(app.Services.GetRequiredService<ManifestGateway>(), settings);
            var isValid = await test.ApplyAsync(app.Lifetime.ApplicationStopping).ConfigureAwait(false) || settings.IgnoresStatuses;
            var isExpected = await test.SendAsync(expected).ConfigureAwait(false);
            if (settings.Serves)
            {
                await ServeAsync(app, test, settings, expected).ConfigureAwait(false);
                return isExpected ? 0 : Failed;
            }

            await app.StopAsync().ConfigureAwait(false);
            return isValid && isExpected ? 0 : Failed;
        }
    }

    private static async Task ServeAsync(
        WebApplication app, ManifestTest test, ManifestTestSettings settings, IReadOnlyList<ExpectedRequest> expected)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        var watch = new ManifestWatch(settings).RunAsync(
            async () =>
            {
                Console.WriteLine("\nThe manifests have changed.");
                try
                {
                    await test.ApplyAsync(end.Token).ConfigureAwait(false);
                    await test.SendAsync(expected).ConfigureAwait(false);
                }
                catch (ToolException error)
                {
                    ErrorList.Write(error.Message);
                }
            },
            end.Token);
        await app.WaitForGatewayShutdownAsync().ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
