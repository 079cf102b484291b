using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Answering;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>The object around a list: its members about pages have actual values, other required members are generated.</summary>
internal sealed class Envelope(Samples samples, Paging paging, string key)
{
    private const int MaxDepth = 3;

    /// <summary>Writes the members around a list.</summary>
    /// <param name="shape">The list.</param>
    /// <param name="list">The array.</param>
    /// <param name="page">The page.</param>
    /// <param name="links">The links to other pages.</param>
    public JsonObject Write(ListShape shape, JsonArray list, Page page, PageLinks links)
    {
        var whole = new JsonObject();
        foreach (var (name, property) in shape.Envelope!.Properties)
        {
            if (name == shape.Member)
                whole[name] = list;
            else
                Add(whole, name, property, shape.Envelope, page, links, 1);
        }
        return whole;
    }

    private bool Add(JsonObject members, string name, SchemaSurface property, SchemaSurface shape, Page page, PageLinks links, int depth)
    {
        var required = shape.Members.Requires(name) && !property.IsWriteOnly;
        foreach (var value in Values(RoleOf(name, shape), name, property, page, links))
        {
            if (!IsValid(property, value))
                continue;
            members[name] = value;
            return true;
        }
        if (depth < MaxDepth && property is { IsObject: true, Properties.Count: > 0 })
        {
            var (below, any) = (new JsonObject(), false);
            foreach (var inner in property.Properties)
                any |= Add(below, inner.Key, inner.Value, property, page, links, depth + 1);
            if ((any || required) && IsValid(property, below))
            {
                members[name] = below;
                return any;
            }
        }
        if (required && samples.TryMake(property.Schema, $"{key} {name}", out var made))
            members[name] = made;
        return false;
    }

    private static PageRole RoleOf(string name, SchemaSurface shape)
    {
        var role = PageTerms.Member(PlainName.Of(name));
        // A count is the total if there is no separate total.
        return role == PageRole.Count && !shape.Properties.Keys.Any(other => PageTerms.Member(PlainName.Of(other)) == PageRole.Total)
            ? PageRole.Total
            : role;
    }

    /// <summary>The possible roles of a member, the best one first.</summary>
    private IEnumerable<JsonNode?> Values(PageRole role, string name, SchemaSurface property, Page page, PageLinks links) => role switch
    {
        PageRole.Limit => [JsonValue.Create(page.Size ?? page.Items.Count)],
        PageRole.Offset => [JsonValue.Create(page.Offset)],
        PageRole.Page => [JsonValue.Create(paging.NumberOf(page))],
        PageRole.Total => [JsonValue.Create(page.Total)],
        PageRole.Count => [JsonValue.Create(page.Items.Count)],
        PageRole.Pages => [JsonValue.Create(page.Pages)],
        PageRole.HasNext => [JsonValue.Create(page.HasNext)],
        PageRole.HasPrevious => [JsonValue.Create(page.HasPrevious)],
        PageRole.Next when property.IsNumber
            => page.HasNext ? [JsonValue.Create(paging.NumberOf(page) + 1)] : [null],
        PageRole.Next when IsCursor(name, property) => links.NextParameter is { } next ? [JsonValue.Create(next.Value)] : [null],
        PageRole.Next => links.Next is { } next ? [JsonValue.Create(next)] : [null],
        PageRole.Previous when property.IsNumber
            => page.HasPrevious ? [JsonValue.Create(paging.NumberOf(page) - 1)] : [null],
        PageRole.Previous => links.Previous is { } previous ? [JsonValue.Create(previous)] : [null],
        PageRole.Self => [JsonValue.Create(links.Self)],
        _ => [],
    };

    private bool IsCursor(string name, SchemaSurface property)
    {
        var plain = PlainName.Of(name);
        var isLink = plain.Contains("link", StringComparison.Ordinal)
            || plain.Contains("url", StringComparison.Ordinal)
            || property.Format?.StartsWith("uri", StringComparison.Ordinal) == true;
        return !isLink && paging.HasCursor;
    }

    private static bool IsValid(SchemaSurface property, JsonNode? value)
        => property.Schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == true;
}
