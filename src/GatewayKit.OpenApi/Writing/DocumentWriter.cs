using System.Text.Json;

namespace GatewayKit.OpenApi.Writing;

/// <summary>Writes the parts of a document around its operations.</summary>
internal sealed class DocumentWriter(OpenApiDocument document, Utf8JsonWriter json)
{
    private readonly SchemaWriter _schemas = new(json);

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("openapi"u8, OpenApiWriter.VersionOf(document));
        WriteInfo();
        WriteServers(json, document.Servers);
        WriteTags();
        WritePaths();
        WriteComponents();
    }

    public static void WriteServers(Utf8JsonWriter json, IReadOnlyList<OpenApiServer> servers)
    {
        if (servers.Count == 0)
            return;

        json.WriteStartArray("servers"u8);
        foreach (var server in servers)
        {
            json.WriteStartObject();
            json.WriteString("url"u8, server.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteInfo()
    {
        json.WriteStartObject("info"u8);
        json.WriteString("title"u8, document.Title);
        if (document.Description.Length > 0)
            json.WriteString("description"u8, document.Description);
        json.WriteString("version"u8, document.ApiVersion);
        json.WriteEndObject();
    }

    private void WriteTags()
    {
        if (document.Tags.Count == 0)
            return;

        json.WriteStartArray("tags"u8);
        foreach (var tag in document.Tags)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tag.Name);
            if (tag.Description is not null)
                json.WriteString("description"u8, tag.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePaths()
    {
        var operations = new OperationWriter(document, json, _schemas);
        json.WriteStartObject("paths"u8);
        foreach (var path in document.Operations.GroupBy(operation => operation.Path, StringComparer.Ordinal))
        {
            json.WriteStartObject(path.Key);
            var all = path.DistinctBy(operation => operation.Method, StringComparer.OrdinalIgnoreCase).ToList();
            foreach (var operation in all.Where(IsFixed))
                operations.Write(operation.Method.ToLowerInvariant(), operation);
            if (document.Version == OpenApiVersion.OpenApi32)
                WriteAdditional([.. all.Where(operation => !IsFixed(operation))], operations);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the operations with other methods, which only OpenAPI 3.2 has (section 4.9, <c>additionalOperations</c>).</summary>
    private void WriteAdditional(List<OpenApiOperation> others, OperationWriter operations)
    {
        if (others.Count == 0)
            return;

        json.WriteStartObject("additionalOperations"u8);
        foreach (var operation in others)
            operations.Write(operation.Method, operation);
        json.WriteEndObject();
    }

    /// <summary>Returns whether the method of an operation is a member of a path item.</summary>
    private bool IsFixed(OpenApiOperation operation)
        => operation.Method is "GET" or "PUT" or "POST" or "DELETE" or "OPTIONS" or "HEAD" or "PATCH" or "TRACE"
            || (operation.Method == "QUERY" && document.Version == OpenApiVersion.OpenApi32);

    private void WriteComponents()
    {
        json.WriteStartObject("components"u8);
        json.WriteStartObject("schemas"u8);
        while (_schemas.TryTakePending(out var name, out var schema))
        {
            json.WritePropertyName(name);
            _schemas.Write(schema);
        }

        json.WriteEndObject();
        SecurityWriter.WriteSchemes(json, document.SecuritySchemes.Values);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
