using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>An item in the form of one schema: complete, reduced to known members, or in an envelope such as <c>{ "data": item
/// }</c>.</summary>
internal sealed class ItemView
{
    private readonly Projection _projection;
    private readonly Samples _samples;
    private readonly CompiledSchema _schema;
    private readonly ObjectShape? _envelope;

    private ItemView(OpenApiSchema whole, CompiledSchema schema, ItemSchema item, Shapes shapes, Samples samples)
    {
        (Whole, Item, _schema) = (whole, item, schema);
        (_projection, _samples) = (new Projection(shapes), samples);
        _envelope = item.Member is null ? null : shapes.Of(whole);
    }

    /// <summary>The schema including the envelope.</summary>
    public OpenApiSchema Whole { get; }

    /// <summary>The item in the envelope.</summary>
    public ItemSchema Item { get; }

    /// <summary>Creates the view of a schema; <c>null</c> if the schema can't be compiled.</summary>
    public static ItemView? Of(OpenApiSchema whole, ItemSchema item, Shapes shapes, Samples samples)
        => whole.Compile(SchemaDirection.Response).Schema is { } schema ? new ItemView(whole, schema, item, shapes, samples) : null;

    /// <summary>Returns the item in this view; <c>null</c> if it can't satisfy the schema.</summary>
    /// <param name="item">The stored item.</param>
    /// <param name="main">The shape that the client knows: members that it declares aren't generated again.</param>
    /// <param name="key">The key for generating missing values.</param>
    /// <param name="errors">Receives the errors.</param>
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

    /// <summary>Generates members that this view requires and the item lacks, and those whose value isn't valid in this view.</summary>
    private void Complete(JsonObject members, ObjectShape main, string key)
    {
        foreach (var (name, schema) in Item.Shape.Properties)
        {
            var required = Item.Shape.IsRequired(name) && !Item.Shape.IsWriteOnly(name);
            var there = members.TryGetPropertyValue(name, out var value);
            if (main.Properties.TryGetValue(name, out var known)
                && (SchemaTerms.Target(known) == SchemaTerms.Target(schema) || main.IsRequired(name))
                && !(there && Mismatches(known, schema, value)))
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
        => (known is null || SchemaTerms.Target(known) != SchemaTerms.Target(schema))
            && schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == false;

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
