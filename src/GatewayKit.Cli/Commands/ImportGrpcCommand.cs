using System.CommandLine;
using GatewayKit.Cli.Importing;
using GatewayKit.Cli.Importing.Grpc;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit import grpc</c>: creates a configuration that offers gRPC services as JSON, and their OpenAPI document.</summary>
internal static class ImportGrpcCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("FILE|URL")
        {
            Description = "The descriptor set of the services, or the URL of a server with reflection",
        };
        var upstream = new Option<string?>("--upstream")
        {
            Description = "The URL of the server, such as http://127.0.0.1:5002; a file needs it",
            HelpName = "URL",
        };
        upstream.Validators.Add(result =>
        {
            if (UrlOf(result.Tokens[0].Value) is null)
                result.AddError($"--upstream: '{result.Tokens[0].Value}' isn't an http or https URL without query and fragment.");
        });
        var services = new Option<string[]>("--service")
        {
            Description = "The full name of a service, such as library.v1.Library; can be repeated [default: all]",
            HelpName = "NAME",
        };
        var unannotated = new Option<bool>("--map-unannotated")
        {
            Description = "Map methods without a google.api.http annotation, too: POST /package.Service/Method",
        };
        var openApi = ImportTarget.OpenApiOption();
        var output = ImportTarget.OutputOption();
        var force = ImportTarget.ForceOption();

        var command = new Command(
            "grpc", "Write routes, a cluster with the plugin grpc-json and an OpenAPI document for the services of a gRPC server.")
        {
            source, upstream, services, unannotated, openApi, output, force,
        };
        command.SetAction(result => ImportAsync(
            result.GetRequiredValue(source), result.GetValue(upstream),
            new ImportTarget(result.GetRequiredValue(openApi), result.GetRequiredValue(output), result.GetValue(force)),
            settings => settings with
            {
                Services = result.GetValue(services) ?? [],
                MapUnannotated = result.GetValue(unannotated),
            }));
        return command;
    }

    private static async Task<int> ImportAsync(
        string source, string? upstream, ImportTarget target, Func<GrpcSettings, GrpcSettings> configure)
    {
        var url = UrlOf(source);
        if (url is null && upstream is null)
            throw new ToolException("import grpc requires --upstream URL for a file.");
        target.Check();
        var settings = configure(new GrpcSettings
        {
            Source = source,
            Descriptors = url is null ? target.PathOf(source) : null,
            Upstream = upstream is null ? url! : new Uri(upstream),
        });
        var document = await GrpcServices.ReadAsync(settings, target.Folder).ConfigureAwait(false);
        await target.SaveAsync(() => document.Text, () => GrpcYaml.Write(settings, document), _ => false).ConfigureAwait(false);
        target.Say($"{target.Name} has {document.Routes.Count} route(s) for {document.Operations} operation(s) of "
            + $"'{ErrorList.OneLine(document.Title)}', and {target.OpenApi} describes them.");
        return 0;
    }

    private static Uri? UrlOf(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0
            ? url
            : null;
}
