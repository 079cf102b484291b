using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Mocking.Examples;

namespace GatewayKit.Cli.Mocking;

/// <summary>Creates a <c>curl</c> line for a successful request to a mock.</summary>
internal static class SampleRequest
{
    public static string? Of(OpenApiDocument document, string url)
    {
        var operation = document.Operations
            .Where(o => o.Method == "GET")
            .OrderBy(o => o.Parameters.Count(p => p.Required))
            .FirstOrDefault();
        if (operation is null)
            return null;

        var path = operation.Path;
        var query = new StringBuilder();
        var headers = new StringBuilder();
        foreach (var parameter in operation.Parameters.Where(p => p.Required))
        {
            if (parameter.Schema is null && parameter.Examples.Count == 0)
                return null;

            var value = Uri.EscapeDataString(Text(parameter, operation));
            if (parameter.In == ParameterLocation.Path)
                path = path.Replace($"{{{parameter.Name}}}", value, StringComparison.Ordinal);
            else if (parameter.In == ParameterLocation.Query)
                query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(parameter.Name)).Append('=').Append(value);
            else if (parameter.In == ParameterLocation.Header)
                headers.Append($" -H {Quoted($"{parameter.Name}: {Text(parameter, operation)}")}");
        }

        foreach (var (scheme, _) in operation.Security is [var requirement, ..] ? requirement.Schemes : [])
            AddCredentials(scheme, query, headers);
        var basePath = operation.Servers is [var server, ..] ? server.BasePath : "";
        return $"curl -i {Quoted($"{url.TrimEnd('/')}{basePath}{path}{query}")}{headers}";
    }

    private static void AddCredentials(OpenApiSecurityScheme scheme, StringBuilder query, StringBuilder headers)
    {
        switch (scheme.Type, scheme.In)
        {
            case (SecuritySchemeType.ApiKey, ParameterLocation.Query):
                query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(scheme.ParameterName)).Append("=a-key");
                break;
            case (SecuritySchemeType.ApiKey, ParameterLocation.Cookie):
                headers.Append($" -b {Quoted($"{scheme.ParameterName}=a-key")}");
                break;
            case (SecuritySchemeType.ApiKey, _):
                headers.Append($" -H {Quoted($"{scheme.ParameterName}: a-key")}");
                break;
            case (SecuritySchemeType.Http, _) when scheme.Scheme == "basic":
                headers.Append(" -u user:password");
                break;
            case (SecuritySchemeType.MutualTls, _):
                break;
            default:
                headers.Append(" -H 'Authorization: Bearer a-token'");
                break;
        }
    }

    private static string Text(OpenApiParameter parameter, OpenApiOperation operation)
    {
        var value = parameter.Examples is [var example, ..]
            ? example.Value
            : new ExampleGenerator().Generate(parameter.Schema!, SchemaDirection.Request, operation.Key).Value;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => item.ToString())),
            _ => value.ToString(),
        };
    }

    /// <summary>Returns a text in single quotes, for a POSIX shell.</summary>
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
