using System.Text.Json.Nodes;
using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>The difference of an entry.</summary>
/// <param name="Key">The key of the entry.</param>
/// <param name="Type">The type of the change.</param>
/// <param name="Values">The values that differ.</param>
internal sealed record DifferenceDocument(string Key, ChangeType Type, IReadOnlyList<DifferentValue> Values)
{
    public static DifferenceDocument Of(EntryDifference difference) => new(
        difference.Key.ToString(), difference.Type,
        [.. difference.Values.Select(value => new DifferentValue(value.Path, Parse(value.Before), Parse(value.After)))]);

    private static JsonNode? Parse(string? text) => text is null ? null : JsonNode.Parse(text);
}
