using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads servers with the default values of their variables.</summary>
internal sealed class ServerReader(ReaderScope scope)
{
    /// <summary>Reads the servers of an object; <c>null</c> if it doesn't declare any.</summary>
    public IReadOnlyList<OpenApiServer>? Read(SourceLocation parent)
    {
        if (scope.Members.Several(parent, "servers") is not { } items)
            return null;
        var servers = new List<OpenApiServer>();
        foreach (var item in items)
        {
            if (scope.Members.Object(item) is { } server && Url(server) is { } url)
                servers.Add(new OpenApiServer(url, BasePath.Of(url)));
        }
        return servers.Count == 0 ? null : servers;
    }

    private string? Url(SourceLocation server)
    {
        if (Members.Any(server, "url") is null)
            scope.Findings.Warn(server, "A server must have a 'url'; this server is ignored.");
        var url = scope.Members.Text(server, "url");
        foreach (var (name, location) in scope.Members.Of(scope.Members.Object(server, "variables"), withExtensions: true))
        {
            var value = scope.Members.Object(location) is { } variable ? Members.Prose(variable, "default") ?? FirstOf(variable) : null;
            if (value is not null)
                url = url?.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }
        return url;
    }

    private string? FirstOf(SourceLocation variable)
        => scope.Members.Items(scope.Members.Array(variable, "enum")).Select(item => item.Json.ToString()).FirstOrDefault();
}
