using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Store.Revisions;

/// <summary>Checks whether the contents of changes are JSON.</summary>
internal static class EntryText
{
    /// <summary>The maximum size of a content in UTF-8.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The maximum nesting depth of a new content: an answer of the admin API around it has at most 64 levels.</summary>
    public const int MaximumDepth = 55;

    private const int MaximumReadDepth = 60;
    private const int MaximumExponent = 5;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaximumReadDepth, AllowDuplicateProperties = false };

    /// <summary>The options for writing contents.</summary>
    public static JsonSerializerOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name of an entry in locations.</summary>
    public static ConfigLocation LocationOf(EntryKey key) => new($"store: {key}");

    public static ImmutableArray<ConfigError> Check(IEnumerable<StoreChange> changes)
        => [.. changes.Select(Check).OfType<ConfigError>()];

    private static ConfigError? Check(StoreChange change)
    {
        if ((change.Patch ?? change.Content) is not { } text)
            return null;
        if (Encoding.UTF8.GetByteCount(text) > MaximumBytes)
            return Error(change.Key, $"The content is larger than {MaximumBytes} bytes.");

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return FindError(document.RootElement, 1) is { } error ? Error(change.Key, error) : null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            return Error(change.Key, "The content has a text with half of a surrogate pair.");
        }
        catch (JsonException error)
        {
            return Error(change.Key, error.LineNumber is { } line
                ? $"The content isn't valid JSON, in line {line + 1} at byte {error.BytePositionInLine + 1}."
                : "The content isn't valid JSON: a key occurs twice.");
        }
    }

    /// <summary>Finds a value that is valid JSON, but can't be compared or written.</summary>
    /// <exception cref="InvalidOperationException">A text has half of a surrogate pair.</exception>
    private static string? FindError(JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth > MaximumDepth:
                return $"The content is nested deeper than {MaximumDepth} levels.";
            case JsonValueKind.Object:
                return element.EnumerateObject().Select(member => (member.Name, member.Value))
                    .Select(member => FindError(member.Value, depth + 1)).FirstOrDefault(error => error is not null);
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(item => FindError(item, depth + 1)).FirstOrDefault(error => error is not null);
            case JsonValueKind.String:
                _ = element.GetString();
                return null;
            case JsonValueKind.Number:
                var number = element.GetRawText();
                return number.IndexOfAny(['e', 'E']) is >= 0 and var e && number.Length - e > MaximumExponent
                    ? "The content has a number whose exponent is too large." : null;
            default:
                return null;
        }
    }

    private static ConfigError Error(EntryKey key, string message) => new("", message, LocationOf(key));
}
