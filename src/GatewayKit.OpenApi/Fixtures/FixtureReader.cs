using System.Globalization;
using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Reads a fixtures file and collects its errors.</summary>
internal sealed class FixtureReader(ReadOnlyMemory<byte> utf8, string name)
{
    /// <summary>The maximum depth of a body plus the levels of the file around it.</summary>
    public const int MaxDepth = BodyJson.MaxDepth + 8;

    private const int MaxErrors = 100;

    private static readonly JsonDocumentOptions s_edited = new()
    {
        MaxDepth = MaxDepth,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ReadOnlyMemory<byte> _utf8 = utf8.Span.StartsWith(ByteOrderMark) ? utf8[3..] : utf8;
    private readonly List<OpenApiError> _errors = [];
    private readonly List<Fixture> _fixtures = [];

    public FixtureResult Read()
    {
        try
        {
            using var document = JsonDocument.Parse(_utf8, s_edited);
            ReadFile(document.RootElement);
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? 0);
            _errors.Add(new OpenApiError(
                name, "", line + 1, (int)(error.BytePositionInLine ?? 0) + 1, "The file isn't valid JSON: " + Reason(error)));
        }

        return _errors.Count == 0 ? new(_fixtures, []) : new(null, _errors);
    }

    private void ReadFile(JsonElement file)
    {
        if (!IsObject(file, "", FixtureNames.OfFile))
            return;

        if (!file.TryGetProperty(FixtureNames.Version, out var version) || version.ValueKind != JsonValueKind.Number)
            AddError("", $"'{FixtureNames.Version}' is missing; it is the version of the format, {FixtureFile.Version}.");
        else if (!version.TryGetInt32(out var number) || number != FixtureFile.Version)
            AddError("/" + FixtureNames.Version, $"The version of the format must be {FixtureFile.Version}.");

        const string at = "/" + FixtureNames.Operations;
        if (!file.TryGetProperty(FixtureNames.Operations, out var operations) || !IsObject(operations, at, known: null))
            return;

        foreach (var operation in operations.EnumerateObject())
        {
            var place = $"{at}/{JsonPointer.Escape(operation.Name)}";
            if (operation.Value.ValueKind != JsonValueKind.Array)
            {
                AddError(place, "It must be a list of exchanges.");
                continue;
            }

            foreach (var (index, exchange) in operation.Value.EnumerateArray().Index())
                ReadFixture(operation.Name, exchange, string.Create(CultureInfo.InvariantCulture, $"{place}/{index}"));
        }
    }

    private void ReadFixture(string operation, JsonElement fixture, string at)
    {
        if (!IsObject(fixture, at, FixtureNames.OfFixture))
            return;

        var recorded = ReadText(fixture, FixtureNames.Recorded, at);
        DateTimeOffset time = default;
        if (recorded is not null
            && !DateTimeOffset.TryParse(recorded, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
            AddError($"{at}/{FixtureNames.Recorded}", "It must be a time, such as 2026-01-31T12:00:00Z.");

        var request = ReadRequest(Member(fixture, FixtureNames.Request, at), $"{at}/{FixtureNames.Request}", out var omitted);
        var response = ReadResponse(Member(fixture, FixtureNames.Response, at), $"{at}/{FixtureNames.Response}");
        if (request is not null && response is not null)
            _fixtures.Add(new Fixture
            {
                Operation = operation,
                Recorded = recorded is null ? null : time,
                Request = request,
                RequestBodyOmitted = omitted,
                Response = response,
            });
    }

    private ApiRequest? ReadRequest(JsonElement? member, string at, out string? omitted)
    {
        omitted = null;
        if (member is not { } request || !IsObject(request, at, FixtureNames.OfRequest))
            return null;

        var method = ReadText(request, FixtureNames.Method, at, isRequired: true);
        if (method is not null && !FixtureHeaders.IsToken(method))
            AddError($"{at}/{FixtureNames.Method}", "It must be a method, such as GET.");
        var path = ReadText(request, FixtureNames.Path, at, isRequired: true);
        if (path is not null && !path.StartsWith('/'))
            AddError($"{at}/{FixtureNames.Path}", "It must be a path that starts with a slash.");
        var query = ReadText(request, FixtureNames.Query, at);
        omitted = ReadText(request, FixtureNames.Omitted, at);
        var headers = ReadHeaders(request, at);
        var body = ReadBody(request, at);
        return method is null || path is null ? null : new ApiRequest
        {
            Method = method.ToUpperInvariant(),
            Path = path,
            Query = query?.TrimStart('?') ?? "",
            Headers = headers,
            Body = body,
        };
    }

    private ApiResponse? ReadResponse(JsonElement? member, string at)
    {
        if (member is not { } response || !IsObject(response, at, FixtureNames.OfResponse))
            return null;

        if (Member(response, FixtureNames.Status, at) is not { } status)
            return null;
        if (status.ValueKind != JsonValueKind.Number || !status.TryGetInt32(out var code) || code is < 200 or > 599)
        {
            AddError($"{at}/{FixtureNames.Status}", "It must be a status code from 200 to 599.");
            return null;
        }

        var contentType = ReadText(response, FixtureNames.ContentType, at);
        if (contentType is not null && !FixtureHeaders.IsValue(contentType))
            AddError($"{at}/{FixtureNames.ContentType}", FixtureHeaders.ValueRule);
        return new ApiResponse
        {
            Status = code,
            Headers = ReadHeaders(response, at),
            ContentType = contentType,
            Body = ReadBody(response, at),
        };
    }

    private List<KeyValuePair<string, string>> ReadHeaders(JsonElement message, string at)
    {
        var headers = new List<KeyValuePair<string, string>>();
        at = $"{at}/{FixtureNames.Headers}";
        if (!message.TryGetProperty(FixtureNames.Headers, out var map) || !IsObject(map, at, known: null))
            return headers;

        foreach (var header in map.EnumerateObject())
        {
            var place = $"{at}/{JsonPointer.Escape(header.Name)}";
            if (!FixtureHeaders.IsToken(header.Name))
                AddError(place, "It must be a valid header name.");
            else if (header.Value.ValueKind == JsonValueKind.Array)
                foreach (var value in header.Value.EnumerateArray())
                    ReadHeader(header.Name, value, place);
            else
                ReadHeader(header.Name, header.Value, place);
        }
        return headers;

        void ReadHeader(string headerName, JsonElement value, string place)
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is var text && FixtureHeaders.IsValue(text))
                headers.Add(new(headerName, text));
            else
                AddError(place, FixtureHeaders.ValueRule);
        }
    }

    private ReadOnlyMemory<byte> ReadBody(JsonElement message, string at)
    {
        var hasJson = message.TryGetProperty(FixtureNames.Json, out var json);
        var text = ReadText(message, FixtureNames.Text, at);
        var base64 = ReadText(message, FixtureNames.Base64, at);
        var omitted = ReadText(message, FixtureNames.Omitted, at);
        if ((hasJson ? 1 : 0) + (text is null ? 0 : 1) + (base64 is null ? 0 : 1) + (omitted is null ? 0 : 1) > 1)
            AddError(at, $"Only one of '{FixtureNames.Json}', '{FixtureNames.Text}', '{FixtureNames.Base64}' and '{FixtureNames.Omitted}' "
                + "can be the body.");
        if (hasJson)
            return BodyJson.Compact(json);
        if (text is not null)
            return Encoding.UTF8.GetBytes(text);
        if (base64 is null)
            return default;

        if (!message.GetProperty(FixtureNames.Base64).TryGetBytesFromBase64(out var bytes))
            AddError($"{at}/{FixtureNames.Base64}", "It must be base64 (RFC 4648, section 4).");
        return bytes;
    }

    private JsonElement? Member(JsonElement parent, string member, string at)
    {
        if (parent.TryGetProperty(member, out var value))
            return value;

        AddError(at, $"'{member}' is missing.");
        return null;
    }

    private string? ReadText(JsonElement parent, string member, string at, bool isRequired = false)
    {
        if (!parent.TryGetProperty(member, out var value))
        {
            if (isRequired)
                AddError(at, $"'{member}' is missing.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();

        AddError($"{at}/{member}", "It must be a string.");
        return null;
    }

    private bool IsObject(JsonElement element, string at, string[]? known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            AddError(at, "It must be an object.");
            return false;
        }

        if (known is not null)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (!known.Contains(member.Name, StringComparer.Ordinal))
                    AddError($"{at}/{JsonPointer.Escape(member.Name)}", $"Unknown; must be one of {string.Join(", ", known)}.");
            }
        }
        return true;
    }

    private void AddError(string pointer, string message)
    {
        if (_errors.Count >= MaxErrors)
            return;

        var (line, column) = TextPosition.Find(_utf8.Span, pointer);
        _errors.Add(new OpenApiError(name, pointer, line, column, message));
    }

    /// <summary>Returns the JSON reader's message without the location, which precedes it.</summary>
    private static string Reason(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }
}
