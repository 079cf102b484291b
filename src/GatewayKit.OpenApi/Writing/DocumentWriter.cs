using System.Text.Json;

namespace GatewayKit.OpenApi.Writing;

/// <summary>Writes the parts of a document around its operations.</summary>
internal sealed class DocumentWriter(OpenApiDocument document, Utf8JsonWriter json, int maxSize)
{
    private readonly SchemaWriter _schemas = new(json);

    private bool IsTooLarge => json.BytesCommitted + json.BytesPending > maxSize;

    /// <returns>Whether the document isn't too large.</returns>
    public bool Write()
    {
        json.WriteStartObject();
        json.WriteString("openapi"u8, OpenApiWriter.VersionOf(document));
        WriteInfo();
        WriteServers(json, document.Servers);
        WriteTags();
        return WritePaths() && WriteComponents();
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

    private bool WritePaths()
    {
        var operations = new OperationWriter(document, json, _schemas);
        json.WriteStartObject("paths"u8);
        foreach (var path in document.Operations.GroupBy(operation => operation.Path, StringComparer.Ordinal))
        {
            json.WriteStartObject(path.Key);
            foreach (var operation in path)
            {
                if (IsTooLarge)
                    return false;
                operations.Write(operation);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        return true;
    }

    private bool WriteComponents()
    {
        json.WriteStartObject("components"u8);
        json.WriteStartObject("schemas"u8);
        while (_schemas.TryTakePending(out var name, out var schema))
        {
            if (IsTooLarge)
                return false;
            json.WritePropertyName(name);
            _schemas.Write(schema);
        }

        json.WriteEndObject();
        SecurityWriter.WriteSchemes(json, document.SecuritySchemes.Values);
        json.WriteEndObject();
        json.WriteEndObject();
        return true;
    }
}
