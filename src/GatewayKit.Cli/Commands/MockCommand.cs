using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Importing;
using GatewayKit.Cli.Logging;
using GatewayKit.Cli.Mocking;
using GatewayKit.Configuration;
using GatewayKit.OpenApi;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit mock</c>: an API that is not there yet, from its OpenAPI document or from recorded exchanges.</summary>
internal static class MockCommand
{
    private const string MockPlugin = "GatewayKit.Plugins.Mock";
    private const string DefaultUrl = "http://127.0.0.1:4010";

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "The OpenAPI document: 3.x or Swagger 2.0, YAML or JSON", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "Answer with the exchanges that the plugin record wrote into this file", HelpName = "FIXTURES" };
        var urls = HostOptions.Urls("--urls", $"Where to listen; several are separated by semicolons [default: ASPNETCORE_URLS, else ASPNETCORE_HTTP_PORTS, else {DefaultUrl}]", "http", "https");
        var dynamic = new Option<bool>("--dynamic") { Description = "Generate every response instead of using the document's examples" };
        var seed = new Option<int?>("--seed") { Description = "Seed of generated values: the same seed gives the same values [default: 0]", HelpName = "N" };
        var stateful = new Option<bool>("--stateful") { Description = "Remember what is created, changed and deleted" };
        var errors = new Option<bool>("--errors") { Description = "Answer 500 with the violations if a mocked response violates its own document" };
        var noCors = new Option<bool>("--no-cors") { Description = "Send no CORS headers; by default, scripts of every site may call the mock" };
        var watch = new Option<bool>("--watch") { Description = "Follow changes of the document and of the files that it refers to", DefaultValueFactory = _ => true };
        var roots = HostOptions.ReferenceRoots();
        var plugins = HostOptions.Plugins();
        var adminUrls = HostOptions.Urls("--admin-urls", "Where to answer health checks and administration, such as http://127.0.0.1:9000 [default: nowhere]", "http");
        var logLevel = new Option<LogLevel>("--log-level") { Description = "Minimum log level, on stderr", HelpName = "LEVEL", DefaultValueFactory = _ => LogLevel.Warning };

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
            throw new ToolException("mock needs an OpenAPI document, or --from with a file of recorded exchanges.");
        if (mock.Fixtures is not null && !File.Exists(mock.Fixtures))
            throw new ToolException($"there is no file '{mock.Fixtures}'.");

        using var output = ServingOutput.Take();
        var app = StockHost.Build(host with { Output = output }, gateway =>
        {
            MockSource.Add(gateway, mock);
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
                // Nobody has written a configuration: mistakes in the document are told as such.
                Documents.Load(mock.Document, mock.ReferenceRoots);
                throw;
            }

            return 0;
        }
    }

    /// <summary>The plugin has read the document for itself. This one is read once requests are answered, so that nobody waits for it.</summary>
    private static void Describe(MockSettings mock, string url)
    {
        if (mock.Document is not { } file)
            return;
        TryWrite(file, mock.ReferenceRoots, url);

        // The plugin's reading has left as much behind as this one. At once, as the first requests would only add to it.
        MinimalHost.GiveBack();
    }

    private static void TryWrite(string file, IReadOnlyList<string> referenceRoots, string url)
    {
        // Who has broken the file in the meantime is told by the gateway, which keeps what it has read.
        if (OpenApiDocument.Load(file, new OpenApiReaderOptions { ReferenceRoots = referenceRoots }).Document is not { } document)
            return;

        Console.WriteLine();
        OperationTable.Write(document);
        if (SampleRequest.Of(document, url) is { } sample)
            Console.WriteLine($"\nTry:\n  {sample}");
    }
}
