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
                || url.Scheme is not ("http" or "https") || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
                result.AddError($"--upstream: '{result.Tokens[0].Value}' isn't an http or https URL without a user name.");
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
        var openApi = ImportTarget.OpenApiOption();
        var validate = new Option<bool>("--validate") { Description = "Check requests and responses against the OpenAPI document" };
        var remote = new Option<bool>("--remote") { Description = "Read imported documents of other hosts" };
        var roots = HostOptions.ReferenceRoots();
        var output = ImportTarget.OutputOption();
        var force = ImportTarget.ForceOption();

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
            var target = new ImportTarget(
                result.GetRequiredValue(openApi), result.GetRequiredValue(output), result.GetValue(force));
            return await ImportAsync(files, settings, target).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> ImportAsync(WsdlFiles files, WsdlSettings settings, ImportTarget target)
    {
        target.Check();
        var import = WsdlImport.Of(WsdlDefinitions.Load(files), settings with
        {
            Validation = settings.Validation is null ? null : target.PathOf(target.OpenApi),
        });
        await target.SaveAsync(() => WsdlOpenApi.Write(import), () => WsdlYaml.Write(import), import.Drop).ConfigureAwait(false);
        target.Say($"{target.Name} has {import.Routes.Count} route(s) for the operations of '{ErrorList.OneLine(import.Title)}', and "
            + $"{target.OpenApi} describes them.");
        foreach (var note in import.Notes)
            Console.Error.WriteLine($"warning: not imported: {ErrorList.OneLine(note)}");
        return 0;
    }
}
