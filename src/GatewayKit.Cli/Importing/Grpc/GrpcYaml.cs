using System.Text;
using static GatewayKit.Cli.Importing.ImportYaml;

namespace GatewayKit.Cli.Importing.Grpc;

/// <summary>Writes configurations with the plugin <c>grpc-json</c>.</summary>
internal static class GrpcYaml
{
    /// <summary>Returns the configuration of a gateway that only serves the OpenAPI document.</summary>
    public static string WriteDocument(GrpcSettings settings, string path)
    {
        var yaml = new StringBuilder();
        WriteRoutes(yaml, [new GrpcRoute("document", path)], "upstream");
        WriteCluster(yaml, "upstream", settings, path);
        return yaml.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Returns the configuration of an import.</summary>
    public static string Write(GrpcSettings settings, GrpcDocument document)
    {
        var yaml = new StringBuilder();
        WriteHeader(yaml, document.Title, settings.Source, "grpc");
        WriteRoutes(yaml, document.Routes, document.ClusterId);
        // Without names, the server would decide which services clients can call.
        WriteCluster(
            yaml, document.ClusterId,
            settings is { Descriptors: null, Services.Count: 0 } ? settings with { Services = document.Services } : settings, null);
        return yaml.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteRoutes(StringBuilder yaml, IEnumerable<GrpcRoute> routes, string cluster)
    {
        yaml.AppendLine("routes:");
        foreach (var route in routes)
        {
            yaml.AppendLine($"  {Name(route.Id)}:");
            yaml.AppendLine($"    clusterId: {Name(cluster)}");
            yaml.AppendLine($"    match: {{ path: {Text(route.Path)} }}");
        }
    }

    // The plugin belongs to the cluster, because all routes share its definitions.
    private static void WriteCluster(StringBuilder yaml, string id, GrpcSettings settings, string? openApiPath)
    {
        yaml.AppendLine("clusters:");
        yaml.AppendLine($"  {Name(id)}:");
        yaml.AppendLine("    httpRequest: { version: \"2\", versionPolicy: RequestVersionExact }");
        WriteDestination(yaml, settings.Upstream.AbsoluteUri);
        yaml.AppendLine("    plugins:");
        yaml.AppendLine("      - name: grpc-json");
        yaml.AppendLine("        options:");
        yaml.AppendLine(settings.Descriptors is { } file ? $"          descriptors: {Text(file)}" : "          reflection: true");
        if (settings.Services.Count > 0)
            yaml.AppendLine($"          services: [{string.Join(", ", settings.Services.Select(Text))}]");
        if (settings.MapUnannotated)
            yaml.AppendLine("          mapUnannotated: true");
        if (openApiPath is not null)
            yaml.AppendLine($"          openapiPath: {Text(openApiPath)}");
    }
}
