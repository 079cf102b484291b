using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Writes readable fixtures: indented, JSON bodies as JSON, other text as text.</summary>
internal static class FixtureWriter
{
    /// <summary>Keeps quotes and non-ASCII letters readable; the file isn't embedded in HTML.</summary>
    private static readonly JsonWriterOptions s_readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = FixtureReader.MaxDepth,
    };

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void WriteDocument(IEnumerable<Fixture> fixtures, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, s_readable);
        json.WriteStartObject();
        json.WriteNumber(FixtureNames.Version, FixtureFile.Version);
        json.WriteStartObject(FixtureNames.Operations);
        foreach (var operation in fixtures.GroupBy(f => f.Operation, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(operation.Key);
            foreach (var fixture in operation)
                Write(fixture, json);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(Fixture fixture, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (fixture.Recorded is { } recorded)
            json.WriteString(FixtureNames.Recorded,
                recorded.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

        json.WriteStartObject(FixtureNames.Request);
        json.WriteString(FixtureNames.Method, fixture.Request.Method);
        json.WriteString(FixtureNames.Path, fixture.Request.Path);
        if (fixture.Request.Query.Length > 0)
            json.WriteString(FixtureNames.Query, fixture.Request.Query);
        WriteHeaders(fixture.Request.Headers, json);
        if (fixture.RequestBodyOmitted is { } reason)
            json.WriteString(FixtureNames.Omitted, reason);
        else
            WriteBody(fixture.Request.Body, fixture.Request.Header("Content-Type"), json);
        json.WriteEndObject();

        json.WriteStartObject(FixtureNames.Response);
        json.WriteNumber(FixtureNames.Status, fixture.Response.Status);
        WriteHeaders(fixture.Response.Headers, json);
        if (fixture.Response.ContentType is { } contentType)
            json.WriteString(FixtureNames.ContentType, contentType);
        WriteBody(fixture.Response.Body, fixture.Response.ContentType, json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes each name once, in message order; a repeated name has a list of values.</summary>
    private static void WriteHeaders(IReadOnlyList<KeyValuePair<string, string>> headers, Utf8JsonWriter json)
    {
        if (headers.Count == 0)
            return;

        json.WriteStartObject(FixtureNames.Headers);
        foreach (var header in headers.GroupBy(h => h.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (header.Count() == 1)
            {
                json.WriteString(header.Key, header.First().Value);
                continue;
            }

            json.WriteStartArray(header.Key);
            foreach (var (_, value) in header)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteBody(ReadOnlyMemory<byte> body, string? contentType, Utf8JsonWriter json)
    {
        if (body.IsEmpty)
            return;

        if (BodyJson.IsJson(contentType) && BodyJson.TryParse(body, out var document))
        {
            using (document)
            {
                json.WritePropertyName(FixtureNames.Json);
                document.RootElement.WriteTo(json);
            }
            return;
        }

        try
        {
            json.WriteString(FixtureNames.Text, s_strict.GetString(body.Span));
        }
        catch (ArgumentException)
        {
            json.WriteBase64String(FixtureNames.Base64, body.Span);
        }
    }
}
