using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Importing;
using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit import openapi</c>: creates a configuration with a route for each operation of an OpenAPI document.</summary>
internal static class ImportOpenApiCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The OpenAPI document: 3.x or Swagger 2.0, YAML or JSON" };
        var upstream = new Option<string?>("--upstream")
        {
            Description = "The URL of the API, such as http://127.0.0.1:5001 or https://api.example.com/v1",
            HelpName = "URL",
        };
        upstream.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url)
                || url.Scheme is not ("http" or "https")
                || url.Query.Length > 0
                || url.Fragment.Length > 0)
                result.AddError($"--upstream: '{result.Tokens[0].Value}' isn't an http or https URL without query and fragment.");
        });
        var mock = new Option<bool>("--mock")
        {
            Description = "Mock operations that the upstream doesn't implement yet; without --upstream, all operations",
        };
        var validate = new Option<bool>("--validate") { Description = "Check requests and responses against the document" };
        var roots = HostOptions.ReferenceRoots();
        var output = new Option<string>("--output", "-o")
        {
            Description = "The configuration to write; - for stdout",
            HelpName = "FILE",
            DefaultValueFactory = _ => StockHost.DefaultConfig,
        };
        var force = new Option<bool>("--force") { Description = "Replace an existing file" };

        var command = new Command("openapi", "Write routes, a cluster and plugins for an OpenAPI document, and warn about omitted parts.")
        {
            file, upstream, mock, validate, roots, output, force,
        };
        command.SetAction(
            result => ImportAsync(result.GetRequiredValue(file), result.GetValue(output)!, result.GetValue(force), new ImportSettings
            {
                Upstream = result.GetValue(upstream) is { } url ? new Uri(url) : null,
                Mock = result.GetValue(mock),
                Validate = result.GetValue(validate),
                ReferenceRoots = result.GetValue(roots) ?? [],
            }));
        return command;
    }

    private static async Task<int> ImportAsync(string file, string output, bool force, ImportSettings settings)
    {
        if (settings is { Upstream: null, Mock: false })
            throw new ToolException("import openapi requires --upstream URL, --mock or both.");
        var toStdout = output == "-";
        if (!toStdout && !force && File.Exists(output))
            throw new ToolException($"'{output}' already exists. Use --force to replace it, or another name with -o FILE.");

        var document = Documents.Load(file, settings.ReferenceRoots);
        var folder = toStdout ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(output))!;
        var import = OpenApiImport.Of(document, settings with
        {
            Document = Relative(folder, file),
            ReferenceRoots = [.. settings.ReferenceRoots.Select(root => Relative(folder, root))],
        });
        var yaml = await ImportCheck.WriteAsync(import, toStdout ? StockHost.DefaultConfig : output, folder).ConfigureAwait(false);
        var said = toStdout ? Console.Error : Console.Out;
        if (toStdout)
            Console.Out.Write(yaml);
        else
            Documents.Save(output, yaml);

        said.WriteLine($"{(toStdout ? "The configuration" : output)} has {import.Routes.Count} route(s) for {document.Operations.Count} "
            + $"operation(s) of '{ErrorList.OneLine(document.Title)}'.");
        foreach (var note in import.Notes)
            Console.Error.WriteLine($"warning: not imported: {ErrorList.OneLine(note)}");
        return 0;
    }

    /// <summary>Returns a path relative to the folder of the configuration.</summary>
    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace('\\', '/');
}
