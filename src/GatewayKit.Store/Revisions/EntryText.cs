using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Store.Revisions;

/// <summary>Checks whether the contents of changes are JSON.</summary>
internal static class EntryText
{
    /// <summary>The maximum size of a content in UTF-8.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The maximum nesting depth.</summary>
    public const int MaximumDepth = 60;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaximumDepth, AllowDuplicateProperties = false };

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
            return null;
        }
        catch (JsonException error)
        {
            return Error(change.Key, error.LineNumber is { } line
                ? $"The content isn't valid JSON, in line {line + 1} at byte {error.BytePositionInLine + 1}."
                : "The content isn't valid JSON: a key occurs twice.");
        }
    }

    private static ConfigError Error(EntryKey key, string message) => new("", message, LocationOf(key));
}
