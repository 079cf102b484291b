using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>An item as one schema has it: whole, without what it doesn't know, or as the member of an envelope such as
/// <c>{ "data": item }</c>.</summary>
internal sealed class ItemView
{
    private readonly Projection _projection;
    private readonly Samples _samples;
    private readonly JsonSchema _schema;
    private readonly ObjectShape? _envelope;

    private ItemView(OpenApiSchema whole, JsonSchema schema, ItemSchema item, Shapes shapes, Samples samples)
    {
        (Whole, Item, _schema) = (whole, item, schema);
        (_projection, _samples) = (new Projection(shapes), samples);
        _envelope = item.Member is null ? null : shapes.Of(whole);
    }

    /// <summary>The schema with the envelope.</summary>
    public OpenApiSchema Whole { get; }

    /// <summary>The item in it.</summary>
    public ItemSchema Item { get; }

    /// <summary>The view of a schema; null if the schema can't be compiled.</summary>
    public static ItemView? Of(OpenApiSchema whole, ItemSchema item, Shapes shapes, Samples samples)
        => whole.Compile(SchemaDirection.Response).Schema is { } schema ? new ItemView(whole, schema, item, shapes, samples) : null;

    /// <summary>What is answered of an item; null if that can't satisfy the schema.</summary>
    /// <param name="item">The item as it is kept.</param>
    /// <param name="main">The shape that the client knows: what it says of a member is not made up again.</param>
    /// <param name="key">What makes values that the item lacks its own.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public JsonElement? Render(JsonElement item, ObjectShape main, string key, ValidationErrors errors)
    {
        var members = JsonTree.ReadObject(item);
        _projection.Apply(members, Item.Schema);
        if (Item.Shape != main)
            Complete(members, main, key);
        JsonNode whole = Item.Member is { } member ? Wrap(members, member, key) : members;
        var rendered = JsonTree.ToElement(whole);
        return _schema.Validate(rendered, errors) ? rendered : null;
    }

    /// <summary>Makes what this view requires and the item lacks, and again what this view has another idea of.</summary>
    private void Complete(JsonObject members, ObjectShape main, string key)
    {
        foreach (var (name, schema) in Item.Shape.Properties)
        {
            var required = Item.Shape.IsRequired(name) && !Item.Shape.IsWriteOnly(name);
            var there = members.TryGetPropertyValue(name, out var value);
            if (main.Properties.TryGetValue(name, out var known) && (SchemaWords.Target(known) == SchemaWords.Target(schema) || main.IsRequired(name)) && !(there && Mismatches(known, schema, value)))
                continue;
            if (there ? !Mismatches(known, schema, value) : !required)
                continue;
            if (required && _samples.TryMake(schema, $"{key} {name}", out var made))
                members[name] = made;
            else
                members.Remove(name);
        }
    }

    private static bool Mismatches(OpenApiSchema? known, OpenApiSchema schema, JsonNode? value)
        => (known is null || SchemaWords.Target(known) != SchemaWords.Target(schema)) && schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == false;

    private JsonObject Wrap(JsonObject item, string member, string key)
    {
        var whole = new JsonObject();
        foreach (var (name, schema) in _envelope!.Properties)
        {
            if (name == member)
                whole[name] = item;
            else if (_envelope.IsRequired(name) && _samples.TryMake(schema, $"{key} {name}", out var made))
                whole[name] = made;
        }
        return whole;
    }
}
