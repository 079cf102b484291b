using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Importing;
using GatewayKit.Cli.Logging;
using GatewayKit.Cli.Mocking;
using GatewayKit.Configuration;
using GatewayKit.OpenApi;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit mock</c>: mocks an API from its OpenAPI document or from recorded exchanges.</summary>
internal static class MockCommand
{
    private const string MockPlugin = "GatewayKit.Plugins.Mock";
    private const string DefaultUrl = "http://127.0.0.1:4010";

    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "The OpenAPI document: 3.x or Swagger 2.0, YAML or JSON",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = new Option<string?>("--from")
        {
            Description = "Replay the exchanges that the record plugin wrote to this file",
            HelpName = "FIXTURES",
        };
        var urls = HostOptions.Urls("--urls", "The addresses to listen on, separated by semicolons [default: ASPNETCORE_URLS, "
            + $"ASPNETCORE_HTTP_PORTS, or {DefaultUrl}]", "http", "https");
        var dynamic = new Option<bool>("--dynamic") { Description = "Generate every response instead of using the document's examples" };
        var seed = new Option<int?>("--seed")
        {
            Description = "Seed of generated values: the same seed produces the same values [default: 0]",
            HelpName = "N",
        };
        var stateful = new Option<bool>("--stateful") { Description = "Keep the state of created, changed and deleted resources" };
        var errors = new Option<bool>("--errors")
        {
            Description = "Respond with 500 and the violations if a mocked response violates its document",
        };
        var noCors = new Option<bool>("--no-cors")
        {
            Description = "Don't send CORS headers; by default, scripts of every site can call the mock",
        };
        var watch = new Option<bool>("--watch")
        {
            Description = "Reload when the document or a referenced file changes",
            DefaultValueFactory = _ => true,
        };
        var roots = HostOptions.ReferenceRoots();
        var plugins = HostOptions.Plugins();
        var adminUrls = HostOptions.Urls(
            "--admin-urls", "The addresses for health checks and commands, such as http://127.0.0.1:9000 [default: none]", "http");
        var logLevel = new Option<LogLevel>("--log-level")
        {
            Description = "Minimum log level on stderr",
            HelpName = "LEVEL",
            DefaultValueFactory = _ => LogLevel.Warning,
        };

        var command = new Command("mock", "Mock the API of an OpenAPI document, or replay recorded exchanges.")
        {
            file, from, urls, dynamic, seed, stateful, errors, noCors, watch, roots, plugins, adminUrls, logLevel,
        };
        command.SetAction(result => RunAsync(
            new MockSettings
            {
                Document = result.GetValue(file),
                Fixtures = result.GetValue(from),
                Dynamic = result.GetValue(dynamic),
                Seed = result.GetValue(seed),
                Stateful = result.GetValue(stateful),
                Errors = result.GetValue(errors),
                Cors = !result.GetValue(noCors),
                Watch = result.GetValue(watch),
                ReferenceRoots = result.GetValue(roots) ?? [],
            },
            new StockHostSettings
            {
                NeedsConfig = false,
                Plugins = result.GetValue(plugins) ?? [],
                OnlyPlugin = MockPlugin,
                Urls = HostOptions.Split(result.GetValue(urls) ?? []),
                DefaultUrl = DefaultUrl,
                AdminUrls = HostOptions.Split(result.GetValue(adminUrls) ?? []),
                LogLevel = result.GetValue(logLevel),
            }));
        return command;
    }

    private static async Task<int> RunAsync(MockSettings mock, StockHostSettings host)
    {
        if (mock is { Document: null, Fixtures: null })
            throw new ToolException("mock requires an OpenAPI document, or --from with a file of recorded exchanges.");
        if (mock.Fixtures is not null && !File.Exists(mock.Fixtures))
            throw new ToolException($"the file '{mock.Fixtures}' doesn't exist.");

        using var output = ServingOutput.Take();
        var app = StockHost.Build(host with { Output = output }, gateway =>
        {
            gateway.LoadFrom(_ => new MockSource(mock)).WatchPluginFiles(mock.Watch);
            MinimalHost.Trim(gateway.Services);
        });
        await using (app.ConfigureAwait(false))
        {
            if (mock.Cors)
                MockCors.Use(app);
            try
            {
                await ServingHost.RunAsync(app, Console.Out, url => Describe(mock, url)).ConfigureAwait(false);
            }
            catch (GatewayConfigException) when (mock.Document is not null)
            {
                // There is no configuration file: errors in the document are reported as errors of the document.
                Documents.Load(mock.Document, mock.ReferenceRoots);
                throw;
            }

            return 0;
        }
    }

    /// <summary>The plugin reads the document itself. This copy is read after the mock has started to serve,
    /// so that it doesn't delay the start.</summary>
    private static void Describe(MockSettings mock, string url)
    {
        if (mock.Document is not { } file)
            return;
        TryWrite(file, mock.ReferenceRoots, url);

        // The plugin's read left as much unused memory as this one. Done now, because the first requests would only add to it.
        IdleMemory.GiveBack();
    }

    private static void TryWrite(string file, IReadOnlyList<string> referenceRoots, string url)
    {
        // If the file became invalid in the meantime, the gateway reports that and keeps the document that it read.
        if (OpenApiDocument.Load(file, new OpenApiReaderOptions { ReferenceRoots = referenceRoots }).Document is not { } document)
            return;

        Console.WriteLine();
        OperationTable.Write(document);
        if (SampleRequest.Of(document, url) is { } sample)
            Console.WriteLine($"\nTry:\n  {sample}");
    }
}
