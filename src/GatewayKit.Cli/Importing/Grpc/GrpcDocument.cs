using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Importing.Grpc;

/// <summary>The OpenAPI document of gRPC services, as <c>grpc-json</c> writes it, and the routes for its paths.</summary>
internal sealed class GrpcDocument
{
    private readonly UniqueNames _ids = new();

    /// <exception cref="ToolException">The document has no operation.</exception>
    public GrpcDocument(string text)
    {
        Text = text;
        var document = JsonNode.Parse(text)!;
        Title = (string)document["info"]!["title"]!;
        var services = new SortedDictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (_, operation) in item!.AsObject())
            {
                var service = (string)operation!["tags"]![0]!;
                if (!services.TryGetValue(service, out var paths))
                    services[service] = paths = [];
                paths.Add(path[1..].Split('/'));
                Operations++;
            }
        }

        if (Operations == 0)
            throw new ToolException("the services have no operation that OpenAPI can describe.");
        ClusterId = RoutePattern.Slug(services.Keys.First());
        Routes = [.. services.Values.Select(PrefixOf).Distinct().Select(RouteOf)];
    }

    public string Text { get; }

    /// <summary>Gets the names of the services, joined by commas.</summary>
    public string Title { get; }

    public IReadOnlyList<string> Services => Title.Split(", ");

    public int Operations { get; }

    public string ClusterId { get; }

    /// <summary>Gets a route for the beginning that the paths of a service have in common; the plugin decides about the rest.</summary>
    public IReadOnlyList<GrpcRoute> Routes { get; }

    private static string PrefixOf(List<string[]> paths)
    {
        var first = paths[0];
        var length = 0;
        while (paths.TrueForAll(path => length < path.Length && IsLiteral(path[length]) && path[length] == first[length]))
            length++;
        return string.Join('/', first.Take(length));
    }

    // The verb of a custom method, such as :archive, belongs to one operation, not to all.
    private static bool IsLiteral(string segment) => segment.Length > 0 && segment.AsSpan().IndexOfAny('{', '}', ':') < 0;

    private GrpcRoute RouteOf(string prefix)
        => new(_ids.Add(RoutePattern.Slug(prefix, "all")), prefix.Length == 0 ? "/{**rest}" : $"/{prefix}/{{**rest}}");
}
