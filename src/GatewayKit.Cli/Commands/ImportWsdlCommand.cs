using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Importing;
using GatewayKit.Cli.Importing.Wsdl;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit import wsdl</c>: creates a configuration with a route for each operation of a SOAP service, and an OpenAPI
/// document for the routes.</summary>
internal static class ImportWsdlCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("FILE|URL") { Description = "The WSDL 1.1 document" };
        var upstream = new Option<string?>("--upstream")
        {
            Description = "The URL of the service [default: the addresses in the document]",
            HelpName = "URL",
        };
        upstream.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url)
                || url.Scheme is not ("http" or "https") || url.Fragment.Length > 0)
                result.AddError($"--upstream: '{result.Tokens[0].Value}' isn't an http or https URL.");
        });
        var prefix = new Option<string>("--prefix")
        {
            Description = "The beginning of the routes' paths, such as /orders",
            HelpName = "PATH",
            DefaultValueFactory = _ => "",
        };
        prefix.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (text.Length > 0
                && (text[0] != '/' || text[^1] == '/' || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')))
                result.AddError($"--prefix: '{text}' isn't a path of letters, digits, '-', '_' and '.', such as /orders.");
        });
        var openApi = new Option<string>("--openapi")
        {
            Description = "The OpenAPI document to write",
            HelpName = "FILE",
            DefaultValueFactory = _ => "openapi.json",
        };
        var validate = new Option<bool>("--validate") { Description = "Check requests and responses against the OpenAPI document" };
        var remote = new Option<bool>("--remote") { Description = "Read imported documents of other hosts" };
        var roots = HostOptions.ReferenceRoots();
        var output = new Option<string>("--output", "-o")
        {
            Description = "The configuration to write; - for stdout",
            HelpName = "FILE",
            DefaultValueFactory = _ => StockHost.DefaultConfig,
        };
        var force = new Option<bool>("--force") { Description = "Replace existing files" };

        var command = new Command(
            "wsdl", "Write routes with the plugin soap, clusters and an OpenAPI document for a SOAP service, and warn about omitted parts.")
        {
            source, upstream, prefix, openApi, validate, remote, roots, output, force,
        };
        command.SetAction(async result =>
        {
            using var files = new WsdlFiles(
                result.GetRequiredValue(source), result.GetValue(roots) ?? [], result.GetValue(remote), TimeProvider.System);
            var settings = new WsdlSettings
            {
                Document = result.GetRequiredValue(source),
                Upstream = result.GetValue(upstream) is { } url ? new Uri(url) : null,
                Prefix = result.GetRequiredValue(prefix),
                Validation = result.GetValue(validate) ? "" : null,
            };
            return await ImportAsync(
                files, settings, result.GetRequiredValue(openApi), result.GetRequiredValue(output), result.GetValue(force))
                .ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> ImportAsync(WsdlFiles files, WsdlSettings settings, string openApi, string output, bool force)
    {
        var toStdout = output == "-";
        foreach (var file in new[] { openApi, output }.Where(file => !force && !(toStdout && file == output) && File.Exists(file)))
            throw new ToolException($"'{file}' already exists. Use --force to replace it, or another name.");

        var folder = toStdout ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(output))!;
        var import = WsdlImport.Of(WsdlDefinitions.Load(files), settings with
        {
            Validation = settings.Validation is null
                ? null
                : Path.GetRelativePath(folder, Path.GetFullPath(openApi)).Replace('\\', '/'),
        });

        // The validation reads the document.
        Documents.Save(openApi, WsdlOpenApi.Write(import));
        var yaml = WsdlYaml.Write(import);
        await ImportCheck.ThrowIfRejectedAsync(yaml, toStdout ? StockHost.DefaultConfig : output, folder).ConfigureAwait(false);
        var said = toStdout ? Console.Error : Console.Out;
        if (toStdout)
            Console.Out.Write(yaml);
        else
            Documents.Save(output, yaml);

        said.WriteLine($"{(toStdout ? "The configuration" : output)} has {import.Routes.Count} route(s) for the operations of "
            + $"'{ErrorList.OneLine(import.Title)}', and {openApi} describes them.");
        foreach (var note in import.Notes)
            Console.Error.WriteLine($"warning: not imported: {ErrorList.OneLine(note)}");
        return 0;
    }
}
