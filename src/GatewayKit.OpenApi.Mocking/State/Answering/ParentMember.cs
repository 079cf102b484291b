using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>A member of an item that identifies its parent, such as <c>ownerId</c> below <c>/owners/{ownerId}/pets</c>.</summary>
/// <param name="Name">The member.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Index">The index of the parent's id in the ids of the path.</param>
internal sealed record ParentMember(string Name, SchemaSurface Schema, int Index)
{
    public static IReadOnlyList<ParentMember> In(CollectionPaths paths, SchemaSurface shape, string id)
    {
        var found = new List<ParentMember>();
        var segments = paths.Shape.Split('/');
        for (var i = 0; i < paths.ScopeParameters.Count; i++)
        {
            var above = segments
                .Index()
                .Where(segment => segment.Item == "{}")
                .Skip(i)
                .Select(segment => segments[Math.Max(0, segment.Index - 1)])
                .FirstOrDefault("");
            var owner = IdProperty.Singular(PlainName.Of(above));
            var names = (HashSet<string>)[PlainName.Of(paths.ScopeParameters[i]), owner + "id"];
            if (shape.Properties.FirstOrDefault(property => names.Contains(PlainName.Of(property.Key))) is
                {
                    Key: { } name,
                    Value: { } schema
                }
                && name != id
                && IsScalar(schema))
                found.Add(new ParentMember(name, schema, i));
        }
        return found;
    }

    /// <summary>Sets the member if its schema allows the parent's id.</summary>
    public void Set(JsonObject members, IReadOnlyList<string> keys)
    {
        var key = keys[Index];
        var value = Schema.IsNumber
            && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(key);
        if (Schema.Schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == true)
            members[Name] = value;
    }

    private static bool IsScalar(SchemaSurface schema) => schema.IsNumber || schema.OnlyType == JsonTypes.String;
}
