using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Opa;

/// <summary>Writes the document that the policy sees as <c>input</c>.</summary>
internal sealed class OpaInput(OpaOptions options)
{
    private readonly string[] _headers = [.. options.Headers.Select(h => h.ToLowerInvariant()).Distinct()];

    public ReadOnlyMemory<byte> Write(GatewayContext context)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("input");
            WriteRequest(json, context.Http.Request);
            WriteCaller(json, context);
            WriteRoute(json, context.Route);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void WriteRequest(Utf8JsonWriter json, HttpRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("method", request.Method);
        json.WriteString("scheme", request.Scheme);
        json.WriteString("host", request.Host.Value);
        json.WriteString("path", request.PathBase.Value + request.Path.Value);
        json.WriteStartArray("segments");
        foreach (var segment in (request.PathBase.Value + request.Path.Value).Split('/', StringSplitOptions.RemoveEmptyEntries))
            json.WriteStringValue(segment);
        json.WriteEndArray();
        json.WriteStartObject("query");
        WriteQuery(json, request.QueryString);
        json.WriteEndObject();
        json.WriteStartObject("headers");
        foreach (var name in _headers)
        {
            if (request.Headers.TryGetValue(name, out var values))
                WriteList(json, name, values);
        }

        json.WriteEndObject();
        if (request.HttpContext.Connection.RemoteIpAddress is { } address)
            json.WriteString("address", (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
        json.WriteEndObject();
    }

    /// <summary>Writes the parameters with their case: the upstream may distinguish names that differ only in case.</summary>
    private static void WriteQuery(Utf8JsonWriter json, QueryString query)
    {
        if (!query.HasValue)
            return;

        var parameters = new List<(string Name, string Value)>();
        foreach (var parameter in new QueryParameters(query))
        {
            if (!parameter.Text.IsEmpty)
                parameters.Add((parameter.Name, parameter.Value));
        }

        foreach (var values in parameters.GroupBy(p => p.Name, p => p.Value, StringComparer.Ordinal))
            WriteList(json, values.Key, values);
    }

    private void WriteCaller(Utf8JsonWriter json, GatewayContext context)
    {
        if (context.Consumer is { } consumer)
        {
            json.WriteStartObject("consumer");
            json.WriteString("name", consumer.Name);
            WriteList(json, "groups", consumer.Groups);
            json.WriteEndObject();
        }

        if (options.Claims && context.Principal is { } principal)
        {
            json.WriteStartObject("claims");
            foreach (var claims in principal.Claims.GroupBy(c => c.Type, c => c.Value, StringComparer.Ordinal))
                WriteList(json, claims.Key, claims);
            json.WriteEndObject();
        }
    }

    private static void WriteRoute(Utf8JsonWriter json, RouteInfo route)
    {
        json.WriteStartObject("route");
        json.WriteString("id", route.Id);
        json.WriteStartObject("metadata");
        foreach (var (name, value) in route.Metadata)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
