using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>An item in the form of one schema: complete, reduced to known members, or in an envelope such as <c>{ "data": item
/// }</c>.</summary>
internal sealed class ItemView
{
    private readonly Samples _samples;
    private readonly CompiledSchema _schema;

    private ItemView(OpenApiSchema whole, CompiledSchema schema, ItemSchema item, Samples samples)
    {
        (Whole, Item, _schema) = (whole, item, schema);
        _samples = samples;
    }

    /// <summary>The schema including the envelope.</summary>
    public OpenApiSchema Whole { get; }

    /// <summary>The item in the envelope.</summary>
    public ItemSchema Item { get; }

    /// <summary>Creates the view of a schema; <c>null</c> if the schema can't be compiled.</summary>
    public static ItemView? Of(OpenApiSchema whole, ItemSchema item, Samples samples)
        => whole.Compile(SchemaDirection.Response).Schema is { } schema ? new ItemView(whole, schema, item, samples) : null;

    /// <summary>Returns the item in this view; <c>null</c> if it can't satisfy the schema.</summary>
    /// <param name="item">The stored item.</param>
    /// <param name="main">The shape that the client knows: members that it declares aren't generated again.</param>
    /// <param name="key">The key for generating missing values.</param>
    /// <param name="errors">Receives the errors.</param>
    public JsonElement? Render(JsonElement item, SchemaSurface main, string key, ValidationErrors errors)
    {
        var members = JsonTree.ReadObject(item);
        Projection.Apply(members, Item.Shape);
        if (Item.Shape.Schema != main.Schema)
            Complete(members, main, key);
        JsonNode whole = Item.Member is { } member ? Wrap(members, member, key) : members;
        var rendered = JsonTree.ToElement(whole);
        return _schema.Validate(rendered, errors) ? rendered : null;
    }

    /// <summary>Generates members that this view requires and the item lacks, and those whose value isn't valid in this view.</summary>
    private void Complete(JsonObject members, SchemaSurface main, string key)
    {
        foreach (var (name, property) in Item.Shape.Properties)
        {
            var required = Item.Shape.Members.Requires(name) && !property.IsWriteOnly;
            var there = members.TryGetPropertyValue(name, out var value);
            if (main.Properties.TryGetValue(name, out var known)
                && (known.Core == property.Core || main.Members.Requires(name))
                && !(there && Mismatches(known, property, value)))
                continue;
            if (there ? !Mismatches(known, property, value) : !required)
                continue;
            if (required && _samples.TryMake(property.Schema, $"{key} {name}", out var made))
                members[name] = made;
            else
                members.Remove(name);
        }
    }

    private static bool Mismatches(SchemaSurface? known, SchemaSurface property, JsonNode? value)
        => known?.Core != property.Core
            && property.Schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == false;

    private JsonObject Wrap(JsonObject item, string member, string key)
    {
        var whole = new JsonObject();
        var envelope = Whole.Surface;
        foreach (var (name, property) in envelope.Properties)
        {
            if (name == member)
                whole[name] = item;
            else if (envelope.Members.Requires(name) && _samples.TryMake(property.Schema, $"{key} {name}", out var made))
                whole[name] = made;
        }
        return whole;
    }
}
