using System.Text.Json;

namespace GatewayKit.OpenApi.Writing;

/// <summary>Writes operations with their parameters, bodies and responses.</summary>
internal sealed class OperationWriter(OpenApiDocument document, Utf8JsonWriter json, SchemaWriter schemas)
{
    /// <summary>Writes an operation as a member of its path item.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="operation">The operation.</param>
    public void Write(string name, OpenApiOperation operation)
    {
        json.WriteStartObject(name);
        if (operation.Tags.Count > 0)
        {
            json.WriteStartArray("tags"u8);
            foreach (var tag in operation.Tags)
                json.WriteStringValue(tag);
            json.WriteEndArray();
        }

        WriteText("summary", operation.Summary);
        WriteText("description", operation.Description);
        WriteText("operationId", operation.OperationId);
        WriteFlag("deprecated", operation.Deprecated);
        WriteParameters(operation.Parameters);
        if (operation.RequestBody is { } body)
        {
            json.WriteStartObject("requestBody"u8);
            WriteText("description", body.Description);
            WriteFlag("required", body.Required);
            WriteContent(body.Content, isRequired: true);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses"u8);
        foreach (var response in operation.Responses)
            WriteResponse(response);
        json.WriteEndObject();
        SecurityWriter.WriteRequirements(json, operation.Security);
        if (!operation.Servers.SequenceEqual(document.Servers))
            DocumentWriter.WriteServers(json, operation.Servers);
        json.WriteEndObject();
    }

    private void WriteParameters(IReadOnlyList<OpenApiParameter> parameters)
    {
        if (parameters.Count == 0)
            return;

        json.WriteStartArray("parameters"u8);
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, parameter.Name);
            json.WriteString("in"u8, parameter.In.ToString().ToLowerInvariant());
            WriteFields(parameter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFields(OpenApiParameter parameter)
    {
        WriteText("description", parameter.Description);
        WriteFlag("required", parameter.Required);
        WriteFlag("deprecated", parameter.Deprecated);
        WriteFlag("allowEmptyValue", parameter.AllowEmptyValue);
        if (parameter.Content is { } content)
        {
            WriteContent([content], isRequired: true);
            return;
        }

        var usual = parameter.In is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form;
        if (parameter.Style != usual && parameter.Style != ParameterStyle.TabDelimited)
            WriteText("style", char.ToLowerInvariant(parameter.Style.ToString()[0]) + parameter.Style.ToString()[1..]);
        if (parameter.Explode != (parameter.Style == ParameterStyle.Form))
            json.WriteBoolean("explode"u8, parameter.Explode);
        if (parameter.Schema is { } schema)
        {
            json.WritePropertyName("schema"u8);
            schemas.Write(schema);
        }
        else
        {
            json.WriteStartObject("schema"u8);
            json.WriteEndObject();
        }

        WriteExamples(parameter.Examples);
    }

    private void WriteResponse(OpenApiResponse response)
    {
        json.WriteStartObject(response.Code);
        json.WriteString("description"u8, response.Description);
        if (response.Headers.Count > 0)
        {
            json.WriteStartObject("headers"u8);
            foreach (var header in response.Headers.DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
            {
                json.WriteStartObject(header.Name);
                WriteFields(header);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        WriteContent(response.Content, isRequired: false);
        json.WriteEndObject();
    }

    private void WriteContent(IReadOnlyList<OpenApiMediaType> content, bool isRequired)
    {
        if (content.Count == 0 && !isRequired)
            return;

        json.WriteStartObject("content"u8);
        foreach (var type in content.DistinctBy(type => type.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(type.Name);
            if (type.Schema is { } schema)
            {
                json.WritePropertyName("schema"u8);
                schemas.Write(schema);
            }

            WriteExamples(type.Examples);
            WriteEncoding(type.Encoding);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteEncoding(IReadOnlyDictionary<string, OpenApiEncoding> encodings)
    {
        var declared = encodings.Where(encoding => encoding.Value.ContentType is not null).ToList();
        if (declared.Count == 0)
            return;

        json.WriteStartObject("encoding"u8);
        foreach (var (name, encoding) in declared)
        {
            json.WriteStartObject(name);
            WriteText("contentType", encoding.ContentType);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteExamples(IReadOnlyList<OpenApiExample> examples)
    {
        if (examples is [{ Name: "" } only])
        {
            json.WritePropertyName("example"u8);
            only.Value.WriteTo(json);
        }

        var named = examples.Where(example => example.Name.Length > 0).DistinctBy(example => example.Name, StringComparer.Ordinal).ToList();
        if (named.Count == 0)
            return;

        json.WriteStartObject("examples"u8);
        foreach (var example in named)
        {
            json.WriteStartObject(example.Name);
            json.WritePropertyName("value"u8);
            example.Value.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteText(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private void WriteFlag(string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, value);
    }
}
